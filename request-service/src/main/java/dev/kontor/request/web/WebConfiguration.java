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
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

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
    Edge edge(RequestProperties properties, MeterRegistry meters) {
        return new Edge(properties, meters);
    }

    /// Whoever waits is answered before the web server stops, which else would wait for them.
    @Bean
    ApplicationListener<ContextClosedEvent> endOfWaiting(Edge edge, WaitingRoom room) {
        return _ -> {
            edge.close();
            room.endWaiting();
        };
    }

    @Bean
    WebMvcConfigurer gate(Edge edge) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new Gate(edge))
                        .addPathPatterns("/v1/**")
                        .excludePathPatterns(BulkController.PATH);
            }
        };
    }

    @Bean
    Desk<TransferSnapshot> transferDesk(Log log, WaitingRoom room, Edge edge) {
        return new Desk<>(log, room.transfers(), edge);
    }

    @Bean
    Desk<CommandReply<TransferSnapshot, TransferCommandSnapshot>> transferCommandDesk(
            Log log, WaitingRoom room, Edge edge) {
        return new Desk<>(log, room.transferCommands(), edge);
    }

    @Bean
    BulkIntake bulkIntake(
            Log log, WaitingRoom room, Hints hints, RequestProperties properties, Clock clock) {
        return new BulkIntake(log, room.transfers(), hints, properties, clock);
    }

    @Bean
    Desk<AccountSnapshot> accountDesk(Log log, WaitingRoom room, Edge edge) {
        return new Desk<>(log, room.accounts(), edge);
    }

    @Bean
    Desk<CommandReply<AccountSnapshot, AccountCommandSnapshot>> accountCommandDesk(
            Log log, WaitingRoom room, Edge edge) {
        return new Desk<>(log, room.accountCommands(), edge);
    }
}
