package dev.kontor.request.web;

import dev.kontor.events.model.Micros;
import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.TransferId;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.http.json.JsonObject;
import dev.kontor.http.problem.Problem;
import dev.kontor.http.problem.ProblemException;
import dev.kontor.http.request.BodyLimit;
import dev.kontor.request.RequestProperties;
import dev.kontor.request.domain.Hints;
import dev.kontor.request.domain.TransferForm;
import dev.kontor.request.stream.Log;
import dev.kontor.request.stream.Waiters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Turns lines into transfers that are on their way.
final class BulkIntake {
    private final Log log;
    private final Waiters<TransferSnapshot> waiters;
    private final Hints hints;
    private final RequestProperties properties;
    private final Clock clock;

    BulkIntake(
            Log log,
            Waiters<TransferSnapshot> waiters,
            Hints hints,
            RequestProperties properties,
            Clock clock) {
        this.log = log;
        this.waiters = waiters;
        this.hints = hints;
        this.properties = properties;
        this.clock = clock;
    }

    /// @param wait for the line's outcome
    BulkLine take(LineReader.Line line, Duration wait, Optional<String> traceparent) {
        Optional<TransferId> id = Optional.empty();
        try {
            if (line.tooLong()) {
                throw BodyLimit.exceeded();
            }
            TransferForm form = TransferForm.read(JsonObject.parse(line.bytes()), Optional.empty());
            id = form.id();
            Instant receivedAt = Micros.truncate(clock.instant());
            TransferRequest request = form.accept(Tenant.DEFAULT, receivedAt, hints);
            TransferWrite write =
                    TransferWrite.of(
                            new TransferKey(Tenant.DEFAULT, form.id().orElseThrow()),
                            request,
                            properties);
            return new BulkLine.Sent(
                    line.number(), write, Submission.send(log, waiters, write, wait, traceparent));
        } catch (ProblemException e) {
            Problem problem = e.problem();
            return new BulkLine.Invalid(line.number(), id.map(TransferId::toString), problem);
        }
    }
}
