package dev.kontor.http.status;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
public class StatusConfiguration {
    @Bean
    Instance instance(@Value("${kontor.instance:}") String configured) {
        return Instance.of(configured);
    }

    @Bean
    StatusController statusController(
            @Value("${spring.application.name}") String service,
            Instance instance,
            ObjectProvider<StatusSource> sources) {
        return new StatusController(service, instance, sources.orderedStream().toList());
    }
}
