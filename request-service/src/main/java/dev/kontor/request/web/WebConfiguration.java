package dev.kontor.request.web;

import dev.kontor.events.model.AccountCommandSnapshot;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.TransferCommandSnapshot;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.request.RequestProperties;
import dev.kontor.request.domain.Hints;
import dev.kontor.request.stream.CommandReply;
import dev.kontor.request.stream.Log;
import dev.kontor.request.stream.WaitingRoom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Puts together what answers HTTP. Needs a log, those who wait, and the hints.
@Configuration(proxyBeanMethods = false)
@Import({
    TransferController.class,
    TransferCommandController.class,
    AccountController.class,
    AccountCommandController.class,
    BulkController.class
})
public class WebConfiguration {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Desk<TransferSnapshot> transferDesk(Log log, WaitingRoom room) {
        return new Desk<>(log, room.transfers());
    }

    @Bean
    Desk<CommandReply<TransferSnapshot, TransferCommandSnapshot>> transferCommandDesk(
            Log log, WaitingRoom room) {
        return new Desk<>(log, room.transferCommands());
    }

    @Bean
    BulkIntake bulkIntake(
            Log log, WaitingRoom room, Hints hints, RequestProperties properties, Clock clock) {
        return new BulkIntake(log, room.transfers(), hints, properties, clock);
    }

    @Bean
    Desk<AccountSnapshot> accountDesk(Log log, WaitingRoom room) {
        return new Desk<>(log, room.accounts());
    }

    @Bean
    Desk<CommandReply<AccountSnapshot, AccountCommandSnapshot>> accountCommandDesk(
            Log log, WaitingRoom room) {
        return new Desk<>(log, room.accountCommands());
    }
}
