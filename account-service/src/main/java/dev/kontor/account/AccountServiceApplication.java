package dev.kontor.account;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/// The process that owns the accounts of the partitions it is given.
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(AccountProperties.class)
public class AccountServiceApplication {
    public static void main(String[] args) {
        SpringApplication.run(AccountServiceApplication.class, args);
    }
}
