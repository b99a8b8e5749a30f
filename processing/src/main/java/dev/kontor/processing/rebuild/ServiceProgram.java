package dev.kontor.processing.rebuild;

import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/// The program of a service that processes: it serves until it is stopped, or builds its state
/// again and ends with a status that tells how that went.
public final class ServiceProgram {
    private ServiceProgram() {}

    public static void run(Class<?> service, String... arguments) {
        AtomicBoolean isRebuild = new AtomicBoolean();
        SpringApplication application = new SpringApplication(service);
        application.addListeners(
                (ApplicationListener<ApplicationEnvironmentPreparedEvent>)
                        event ->
                                isRebuild.set(
                                        RebuildEnvironment.isAskedFor(event.getEnvironment())));
        try {
            ConfigurableApplicationContext context = application.run(arguments);
            if (isRebuild.get()) {
                System.exit(rebuild(context).status());
            }
        } catch (RuntimeException e) {
            if (isRebuild.get()) {
                // Spring has told what is wrong; no status of Java's own may look like a result.
                System.exit(Rebuild.Result.FAILED.status());
            }
            throw e;
        }
    }

    private static Rebuild.Result rebuild(ConfigurableApplicationContext context) {
        try (context) {
            return context.getBean(Rebuild.class).run();
        }
    }
}
