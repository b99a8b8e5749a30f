package dev.kontor.request.web;

import dev.kontor.events.model.Micros;
import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.http.json.JsonObject;
import dev.kontor.http.request.Prefer;
import dev.kontor.http.resource.TransferResource;
import dev.kontor.request.RequestProperties;
import dev.kontor.request.domain.Hints;
import dev.kontor.request.domain.TransferForm;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TransferController implements TransferApi {
    private final Desk<TransferSnapshot> desk;
    private final Hints hints;
    private final RequestProperties properties;
    private final Clock clock;

    TransferController(
            Desk<TransferSnapshot> desk, Hints hints, RequestProperties properties, Clock clock) {
        this.desk = desk;
        this.hints = hints;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    @PostMapping(path = "/v1/transfers", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<TransferResource> transfer(
            JsonObject body, Prefer prefer, HttpServletRequest request) {
        Instant receivedAt = Micros.truncate(clock.instant());
        TransferForm form = TransferForm.read(body, RequestHeaders.idempotencyKey(request));
        TransferRequest accepted = form.accept(Tenant.DEFAULT, receivedAt, hints);
        TransferKey key = new TransferKey(Tenant.DEFAULT, form.id().orElseThrow());
        return desk.handle(TransferWrite.of(key, accepted, properties), prefer, request);
    }
}
