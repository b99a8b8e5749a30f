package dev.kontor.http.deadletter;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Serves the dead letters of a service that has some: import it where there is a [DeadLetterBox].
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class DeadLetterConfiguration {
    @Bean
    DeadLetterController deadLetterController(DeadLetterBox box) {
        return new DeadLetterController(box);
    }
}
