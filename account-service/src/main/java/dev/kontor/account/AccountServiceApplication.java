package dev.kontor.account;

import dev.kontor.processing.rebuild.ServiceProgram;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/// The process that owns the accounts of the partitions it is given.
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(AccountProperties.class)
public class AccountServiceApplication {
    public static void main(String[] args) {
        ServiceProgram.run(AccountServiceApplication.class, args);
    }
}
