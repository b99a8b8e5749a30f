package dev.kontor.processing.rebuild;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/// Turns a service that is told to rebuild into a program that does nothing else: its tables are in
/// the schema beside the live one, and it serves nothing. Everything else is as the service has it.
public final class RebuildEnvironment implements EnvironmentPostProcessor, Ordered {
    private static final String MODE = "kontor.rebuild.mode";
    private static final String URL = "spring.datasource.url";
    private static final Pattern CURRENT_SCHEMA =
            Pattern.compile("(?<=[?&]currentSchema=)([a-z][a-z0-9_]*)(?=&|$)");

    /// After what reads the service's own settings.
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        if (isAskedFor(environment)) {
            String url = environment.getProperty(URL, "");
            Matcher live = CURRENT_SCHEMA.matcher(url);
            if (!live.find()) {
                throw new IllegalStateException(
                        "%s must name the live schema: …?currentSchema=account".formatted(URL));
            }
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource("rebuild", settings(live)));
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource("rebuildDefaults", defaults()));
        }
    }

    static boolean isAskedFor(ConfigurableEnvironment environment) {
        String mode = environment.getProperty(MODE);
        return mode != null && !mode.equalsIgnoreCase("false");
    }

    private static Map<String, Object> settings(Matcher live) {
        String liveSchema = live.group();
        String schema = liveSchema + "_rebuild";
        Map<String, Object> settings = new HashMap<>();
        settings.put("kontor.rebuild.live-schema", liveSchema);
        settings.put("kontor.rebuild.schema", schema);
        settings.put(URL, live.replaceFirst(schema));
        settings.put("spring.flyway.default-schema", schema);
        settings.put("spring.main.web-application-type", "none");
        settings.put("spring.main.banner-mode", "off");
        settings.put("spring.main.log-startup-info", "false");
        // No shell, no health of it.
        settings.put("management.endpoint.health.validate-group-membership", "false");
        // Told apart from the sessions of the service.
        settings.put(
                "spring.datasource.hikari.data-source-properties.ApplicationName",
                Session.APPLICATION_NAME);
        settings.put("spring.datasource.hikari.maximum-pool-size", "20");
        settings.put("spring.datasource.hikari.minimum-idle", "0");
        return settings;
    }

    /// What an operator may set otherwise.
    private static Map<String, Object> defaults() {
        return Map.of("logging.level.root", "WARN", "kontor.processing.max-poll-records", "10000");
    }
}
