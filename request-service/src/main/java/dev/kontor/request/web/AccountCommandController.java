package dev.kontor.request.web;

import dev.kontor.events.model.AccountCommand;
import dev.kontor.events.model.AccountCommandSnapshot;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.Micros;
import dev.kontor.http.json.JsonObject;
import dev.kontor.http.request.PathIds;
import dev.kontor.http.request.Prefer;
import dev.kontor.http.resource.AccountCommandResource;
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
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AccountCommandController implements AccountCommandApi {
    private final Desk<CommandReply<AccountSnapshot, AccountCommandSnapshot>> desk;
    private final RequestProperties properties;
    private final Clock clock;

    AccountCommandController(
            Desk<CommandReply<AccountSnapshot, AccountCommandSnapshot>> desk,
            RequestProperties properties,
            Clock clock) {
        this.desk = desk;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    @PostMapping(path = "/v1/accounts/{id}/freeze", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<AccountCommandResource> freeze(
            @PathVariable String id, JsonObject body, Prefer prefer, HttpServletRequest request) {
        return command(id, body, CommandForm::freeze, prefer, request);
    }

    @Override
    @PostMapping(path = "/v1/accounts/{id}/unfreeze", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<AccountCommandResource> unfreeze(
            @PathVariable String id, JsonObject body, Prefer prefer, HttpServletRequest request) {
        return command(id, body, CommandForm::unfreeze, prefer, request);
    }

    @Override
    @PostMapping(path = "/v1/accounts/{id}/close", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<AccountCommandResource> close(
            @PathVariable String id, JsonObject body, Prefer prefer, HttpServletRequest request) {
        return command(id, body, CommandForm::close, prefer, request);
    }

    @Override
    @PatchMapping(path = "/v1/accounts/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<AccountCommandResource> changeOverdraftLimit(
            @PathVariable String id, JsonObject body, Prefer prefer, HttpServletRequest request) {
        return command(id, body, CommandForm::changeOverdraftLimit, prefer, request);
    }

    private ResponseEntity<AccountCommandResource> command(
            String id,
            JsonObject body,
            BiFunction<JsonObject, Optional<UUID>, CommandForm<AccountCommand>> form,
            Prefer prefer,
            HttpServletRequest request) {
        Instant receivedAt = Micros.truncate(clock.instant());
        AccountKey account = PathIds.account(id);
        CommandForm<AccountCommand> command =
                form.apply(body, RequestHeaders.idempotencyKey(request));
        return desk.handle(
                AccountCommandWrite.of(account, command, receivedAt, properties), prefer, request);
    }
}
