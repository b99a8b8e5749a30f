package dev.kontor.ledger;

import dev.kontor.processing.rebuild.ServiceProgram;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// The service that owns the partitions of the topic `transfers`.
@SpringBootApplication
@ConfigurationPropertiesScan
public class LedgerProcessorApplication {
    public static void main(String[] args) {
        ServiceProgram.run(LedgerProcessorApplication.class, args);
    }
}
