package dev.kontor.query.stream;

import dev.kontor.events.topic.Topic;
import dev.kontor.query.store.AccountStore;
import dev.kontor.query.store.Arrivals;
import dev.kontor.query.store.AsideStore;
import dev.kontor.query.store.ReadPool;
import dev.kontor.query.store.TransferStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The shell of the module `processing` runs the processors that stand here.
@Configuration(proxyBeanMethods = false)
class StreamConfiguration {
    @Bean
    AccountProjection accountProjection(ReadPool reads, Arrivals arrivals) {
        return new AccountProjection(
                new AccountStore(), new AsideStore(Topic.ACCOUNT_EVENTS, reads), arrivals);
    }

    @Bean
    TransferProjection transferProjection(ReadPool reads, Arrivals arrivals) {
        return new TransferProjection(
                new TransferStore(), new AsideStore(Topic.TRANSFER_EVENTS, reads), arrivals);
    }
}
