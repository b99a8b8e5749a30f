package dev.kontor.request;

import dev.kontor.request.stream.StreamConfiguration;
import dev.kontor.request.web.WebConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/// Writes over HTTP, brought to the log.
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableConfigurationProperties(RequestProperties.class)
@Import({StreamConfiguration.class, WebConfiguration.class})
public class RequestServiceApplication {
    public static void main(String[] args) {
        SpringApplication.run(RequestServiceApplication.class, args);
    }
}
