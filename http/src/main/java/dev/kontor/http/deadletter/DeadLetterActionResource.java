package dev.kontor.http.deadletter;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kontor.events.model.DeadLetterAction;
import dev.kontor.events.model.DeadLetterAction.Step;
import dev.kontor.events.model.DeadLetterId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an operator did about a dead letter.
///
/// @param kind `retry` or `discard`
/// @param status `done`, `refused`, or `unknown`: a retry that was begun, of which nobody knows
///     whether the record was appended; a further one makes it certain and does no harm
/// @param operator as he named himself; null if he did not
/// @param client the network address that asked for it
/// @param reason of a discard, or why a retry was refused; else null
/// @param retriedAs where the record stands now; its id if it is dead there too
record DeadLetterActionResource(
        String id,
        String kind,
        String status,
        @Nullable String operator,
        String client,
        Instant at,
        @Nullable String reason,
        @JsonProperty("retried_as") @Nullable String retriedAs) {

    private static final String RETRY = "retry";

    /// One for each action, however many steps it took.
    static List<DeadLetterActionResource> of(DeadLetterEntry entry) {
        Map<UUID, DeadLetterActionResource> byId = new LinkedHashMap<>();
        for (DeadLetterAction action : entry.actions()) {
            byId.put(action.id(), of(action));
        }
        return List.copyOf(byId.values());
    }

    private static DeadLetterActionResource of(DeadLetterAction action) {
        return switch (action.step()) {
            case Step.RetryBegun() -> of(action, RETRY, "unknown", null, null);
            case Step.RetryRefused(String reason) -> of(action, RETRY, "refused", reason, null);
            case Step.Retried(int partition, long offset) ->
                    of(
                            action,
                            RETRY,
                            "done",
                            null,
                            new DeadLetterId(action.letter().topic(), partition, offset));
            case Step.Discarded(String reason) -> of(action, "discard", "done", reason, null);
        };
    }

    private static DeadLetterActionResource of(
            DeadLetterAction action,
            String kind,
            String status,
            @Nullable String reason,
            @Nullable DeadLetterId retriedAs) {
        return new DeadLetterActionResource(
                action.id().toString(),
                kind,
                status,
                action.operator().isEmpty() ? null : action.operator(),
                action.client(),
                action.at(),
                reason,
                retriedAs == null ? null : retriedAs.toString());
    }
}
