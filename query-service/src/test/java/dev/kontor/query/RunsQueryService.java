package dev.kontor.query;

import dev.kontor.local.TestDatabase;
import dev.kontor.local.TestServers;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/// The whole service on a random port, on real Kafka and real PostgreSQL; all classes share one.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = RunsQueryService.Servers.class)
public @interface RunsQueryService {
    final class Servers implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestDatabase database = TestServers.freshDatabase();
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(
                            new MapPropertySource(
                                    "servers",
                                    Map.of(
                                            "spring.kafka.bootstrap-servers",
                                            TestServers.bootstrapServers(),
                                            "spring.datasource.url",
                                            database.jdbcUrl("query"),
                                            "spring.datasource.username",
                                            database.username("query"),
                                            "spring.datasource.password",
                                            database.password("query"))));
        }
    }
}
