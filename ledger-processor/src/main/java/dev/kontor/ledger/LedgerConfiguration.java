package dev.kontor.ledger;

import dev.kontor.ledger.store.JdbcTransferStore;
import dev.kontor.ledger.store.TransferStore;
import dev.kontor.ledger.stream.TransferProcessor;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {
    @Bean
    TransferStore transferStore(DataSource dataSource) {
        return new JdbcTransferStore(dataSource);
    }

    @Bean
    TransferProcessor transferProcessor(TransferStore store, LedgerProperties properties) {
        return new TransferProcessor(store, properties.maxInFlight());
    }
}
