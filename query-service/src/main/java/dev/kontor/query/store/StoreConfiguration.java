package dev.kontor.query.store;

import dev.kontor.processing.rebuild.CanonicalTable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {
    @Bean
    ReadPool readPool(JdbcConnectionDetails database, ReadProperties properties) {
        return new ReadPool(
                database.getJdbcUrl(),
                String.valueOf(database.getUsername()),
                String.valueOf(database.getPassword()),
                properties.connections(),
                properties.statementTimeout());
    }

    @Bean
    Views views(ReadPool reads) {
        return new Views(reads);
    }

    @Bean
    Arrivals arrivals(ReadProperties properties) {
        return new Arrivals(properties.waitingRequests());
    }

    /// Its rows depend on the batches that wrote them; what they add up to does not.
    @Bean
    CanonicalTable imbalances() {
        return ImbalanceTable.CANONICAL;
    }

    /// Who waits is answered before the web server stops, which else would wait for them.
    @Bean
    ApplicationListener<ContextClosedEvent> endOfWaiting(Arrivals arrivals) {
        return _ -> arrivals.close();
    }
}
