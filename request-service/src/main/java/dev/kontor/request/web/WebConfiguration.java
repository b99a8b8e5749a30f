package dev.kontor.request.web;

import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.request.RequestProperties;
import dev.kontor.request.domain.Hints;
import dev.kontor.request.stream.Log;
import dev.kontor.request.stream.Waiters;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Puts together what answers HTTP. Needs a log, the waiters and the hints.
@Configuration(proxyBeanMethods = false)
@Import({
    TransferController.class,
    AccountController.class,
    CommandController.class,
    BulkController.class
})
public class WebConfiguration {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Desk<TransferSnapshot> transferDesk(Log log, Waiters<TransferSnapshot> waiters) {
        return new Desk<>(log, waiters);
    }

    @Bean
    BulkIntake bulkIntake(
            Log log,
            Waiters<TransferSnapshot> waiters,
            Hints hints,
            RequestProperties properties,
            Clock clock) {
        return new BulkIntake(log, waiters, hints, properties, clock);
    }

    @Bean
    Desk<AccountSnapshot> accountDesk(Log log, Waiters<AccountSnapshot> waiters) {
        return new Desk<>(log, waiters);
    }
}
