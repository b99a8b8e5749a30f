package dev.kontor.ledger;

import dev.kontor.ledger.store.JdbcTransferStore;
import dev.kontor.ledger.store.TransferStore;
import dev.kontor.ledger.stream.TransferProcessor;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {
    @Bean
    TransferStore transferStore(DataSource dataSource) {
        return new JdbcTransferStore(dataSource);
    }

    /// A new one for each shell and each thread of a rebuild.
    @Bean
    @Scope(BeanDefinition.SCOPE_PROTOTYPE)
    TransferProcessor transferProcessor(TransferStore store, LedgerProperties properties) {
        return new TransferProcessor(store, properties.maxInFlight());
    }
}
