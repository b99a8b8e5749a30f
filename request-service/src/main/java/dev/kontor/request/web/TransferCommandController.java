package dev.kontor.request.web;

import dev.kontor.events.model.Micros;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferCommandSnapshot;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.http.json.JsonObject;
import dev.kontor.http.request.PathIds;
import dev.kontor.http.request.Prefer;
import dev.kontor.http.resource.TransferCommandResource;
import dev.kontor.request.RequestProperties;
import dev.kontor.request.domain.CommandForm;
import dev.kontor.request.stream.CommandReply;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TransferCommandController implements TransferCommandApi {
    private final Desk<CommandReply<TransferSnapshot, TransferCommandSnapshot>> desk;
    private final RequestProperties properties;
    private final Clock clock;

    TransferCommandController(
            Desk<CommandReply<TransferSnapshot, TransferCommandSnapshot>> desk,
            RequestProperties properties,
            Clock clock) {
        this.desk = desk;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    @PostMapping(path = "/v1/transfers/{id}/capture", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<TransferCommandResource> capture(
            @PathVariable String id, JsonObject body, Prefer prefer, HttpServletRequest request) {
        return command(id, body, CommandForm::capture, prefer, request);
    }

    @Override
    @PostMapping(path = "/v1/transfers/{id}/void", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<TransferCommandResource> voidRest(
            @PathVariable String id, JsonObject body, Prefer prefer, HttpServletRequest request) {
        return command(id, body, CommandForm::voiding, prefer, request);
    }

    @Override
    @PostMapping(path = "/v1/transfers/{id}/reversals", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<TransferCommandResource> reverse(
            @PathVariable String id, JsonObject body, Prefer prefer, HttpServletRequest request) {
        return command(id, body, CommandForm::reversal, prefer, request);
    }

    private ResponseEntity<TransferCommandResource> command(
            String id,
            JsonObject body,
            BiFunction<JsonObject, Optional<UUID>, CommandForm<TransferCommand>> form,
            Prefer prefer,
            HttpServletRequest request) {
        Instant receivedAt = Micros.truncate(clock.instant());
        TransferKey transfer = PathIds.transfer(id);
        CommandForm<TransferCommand> command =
                form.apply(body, RequestHeaders.idempotencyKey(request));
        return desk.handle(
                TransferCommandWrite.of(transfer, command, receivedAt, properties),
                prefer,
                request);
    }
}
