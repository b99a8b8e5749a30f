package dev.kontor.account;

import dev.kontor.account.store.AccountStore;
import dev.kontor.account.store.PostgresAccountStore;
import dev.kontor.account.stream.InstructionProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What account-service plugs into the processing shell.
@Configuration(proxyBeanMethods = false)
class ProcessorConfiguration {
    @Bean
    AccountStore accountStore() {
        return new PostgresAccountStore();
    }

    @Bean
    InstructionProcessor instructionProcessor(AccountStore store, AccountProperties properties) {
        return new InstructionProcessor(store, properties.cached());
    }
}
