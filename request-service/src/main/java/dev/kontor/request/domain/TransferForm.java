package dev.kontor.request.domain;

import dev.kontor.events.model.Capture;
import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.TransferId;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.http.json.JsonObject;
import dev.kontor.http.problem.FieldErrorCode;
import dev.kontor.http.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;

/// A transfer as a client wrote it, read once; [#accept] says whether it can be asked for.
public final class TransferForm {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private final JsonObject body;
    private final Optional<TransferId> id;
    private final LegsForm legs;
    private final Capture capture;
    private final Optional<Instant> expiresAt;
    private final Optional<Instant> happenedAt;
    private final Optional<Instant> sentAt;
    private final Optional<String> description;
    private final SortedMap<String, String> metadata;

    private TransferForm(JsonObject body, Optional<UUID> idempotencyKey) {
        this.body = body;
        this.id = CommonFields.id(body, idempotencyKey).map(TransferId::new);
        this.legs = LegsForm.read(body);
        this.capture = body.oneOf("capture", Capture.class).orElse(Capture.AUTOMATIC);
        this.expiresAt = body.timestamp("expires_at");
        this.happenedAt = body.timestamp("happened_at");
        this.sentAt = body.timestamp("sent_at");
        this.description = body.text("description", CommonFields.MAX_TEXT);
        this.metadata = CommonFields.metadata(body);
    }

    /// Reads a body, or a line of a bulk.
    ///
    /// @param idempotencyKey the header of that name, which can stand in for `id`
    public static TransferForm read(JsonObject body, Optional<UUID> idempotencyKey) {
        return new TransferForm(body, idempotencyKey);
    }

    /// The id, if it can be read, whatever else is wrong.
    public Optional<TransferId> id() {
        return id;
    }

    /// What goes to the log, stamped with what we know of the accounts.
    ///
    /// @throws ProblemException naming every field that is wrong
    public TransferRequest accept(Tenant tenant, Instant receivedAt, Hints hints) {
        checkTimes(receivedAt);
        legs.check();
        body.finish();
        return new TransferRequest(
                legs.accept(tenant, hints),
                capture,
                expiresAt.orElse(null),
                happenedAt.orElse(null),
                sentAt.orElse(null),
                receivedAt,
                description.orElse(null),
                metadata);
    }

    private void checkTimes(Instant receivedAt) {
        if (expiresAt.isPresent() && capture != Capture.MANUAL) {
            refuse("expires_at", FieldErrorCode.NOT_ALLOWED, "goes with capture manual only");
        }
        if (happenedAt.isPresent() && sentAt.isPresent()) {
            Instant effective = happenedAt.get().plus(Duration.between(sentAt.get(), receivedAt));
            if (effective.isBefore(EARLIEST) || effective.isAfter(LATEST)) {
                refuse(
                        "sent_at",
                        FieldErrorCode.OUT_OF_RANGE,
                        "must not move happened_at out of the years 1 to 9999");
            }
        }
    }

    private void refuse(String field, FieldErrorCode code, String detail) {
        body.errors().add(body.path(field), code, detail);
    }
}
