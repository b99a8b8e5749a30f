package dev.kontor.ledger;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// The service that owns the partitions of the topic `transfers`.
@SpringBootApplication
@ConfigurationPropertiesScan
public class LedgerProcessorApplication {
    public static void main(String[] args) {
        SpringApplication.run(LedgerProcessorApplication.class, args);
    }
}
