package dev.kontor.http;

import dev.kontor.http.openapi.OpenApiConfiguration;
import dev.kontor.http.problem.ProblemConfiguration;
import dev.kontor.http.request.RequestConfiguration;
import dev.kontor.http.status.StatusConfiguration;
import java.time.Instant;
import java.util.concurrent.Executors;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/// Switches the conventions on in every service that has this module on its class path; see
/// [HttpDefaults] for the settings that belong to them.
@AutoConfiguration(before = {ErrorMvcAutoConfiguration.class, JacksonAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Import({
    OpenApiConfiguration.class,
    ProblemConfiguration.class,
    RequestConfiguration.class,
    StatusConfiguration.class
})
public class HttpConventions {
    /// Requests that wait for an outcome cost no platform thread. Only requests run so:
    /// `spring.threads.virtual.enabled` would move the consumers of the log there too.
    @Bean
    TomcatProtocolHandlerCustomizer<?> requestsOnVirtualThreads() {
        return protocol ->
                protocol.setExecutor(
                        Executors.newThreadPerTaskExecutor(
                                Thread.ofVirtual().name("http-", 0).factory()));
    }

    @Bean
    JacksonModule timestamps() {
        return new SimpleModule("timestamps").addSerializer(new TimestampSerializer());
    }

    private static final class TimestampSerializer extends StdSerializer<Instant> {
        TimestampSerializer() {
            super(Instant.class);
        }

        @Override
        public void serialize(
                Instant value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(Timestamps.format(value));
        }
    }
}
