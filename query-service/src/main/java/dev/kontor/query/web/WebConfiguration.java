package dev.kontor.query.web;

import dev.kontor.query.store.Arrivals;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WebConfiguration {
    @Bean
    Patience patience(Arrivals arrivals) {
        return new Patience(arrivals);
    }
}
