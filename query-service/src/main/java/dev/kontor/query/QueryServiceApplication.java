package dev.kontor.query;

import dev.kontor.processing.rebuild.ServiceProgram;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// Projects the event topics into the schema `query` and answers reads from it.
@SpringBootApplication
@ConfigurationPropertiesScan
public class QueryServiceApplication {
    public static void main(String[] args) {
        ServiceProgram.run(QueryServiceApplication.class, args);
    }
}
