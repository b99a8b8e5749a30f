package dev.kontor.query.stream;

import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.processing.Processor;
import dev.kontor.query.domain.AccountFold;
import dev.kontor.query.domain.TransferFold;
import dev.kontor.query.store.AccountStore;
import dev.kontor.query.store.Arrivals;
import dev.kontor.query.store.ReadPool;
import dev.kontor.query.store.TransferStore;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

/// The shell of the module `processing` runs the processors that stand here: a new one for each
/// shell and each thread of a rebuild.
@Configuration(proxyBeanMethods = false)
class StreamConfiguration {
    /// Accounts, entries and the trial balance.
    @Bean
    @Scope(BeanDefinition.SCOPE_PROTOTYPE)
    Processor<AccountEvent> accountProjection(ReadPool reads, Arrivals arrivals) {
        return new Projection<>(
                FactTopic.ACCOUNT_EVENTS, new AccountFold(), new AccountStore(), reads, arrivals);
    }

    @Bean
    @Scope(BeanDefinition.SCOPE_PROTOTYPE)
    Processor<TransferEvent> transferProjection(ReadPool reads, Arrivals arrivals) {
        return new Projection<>(
                FactTopic.TRANSFER_EVENTS,
                new TransferFold(),
                new TransferStore(),
                reads,
                arrivals);
    }
}
