package dev.kontor.account;

import dev.kontor.account.store.AccountStore;
import dev.kontor.account.store.PostgresAccountStore;
import dev.kontor.account.stream.InstructionProcessor;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

/// What account-service plugs into the processing shell.
@Configuration(proxyBeanMethods = false)
class ProcessorConfiguration {
    @Bean
    AccountStore accountStore() {
        return new PostgresAccountStore();
    }

    /// A new one for each shell and each thread of a rebuild.
    @Bean
    @Scope(BeanDefinition.SCOPE_PROTOTYPE)
    InstructionProcessor instructionProcessor(AccountStore store, AccountProperties properties) {
        return new InstructionProcessor(store, properties.cached());
    }
}
