package dev.kontor.events.model;

import java.time.Instant;
import java.util.UUID;

/// What an operator did about a dead letter.
///
/// @param id of the action; a retry takes two steps, which share it
/// @param operator who did it, as he names himself; empty if he does not say
/// @param client the network address that asked for it
public record DeadLetterAction(
        DeadLetterId letter, UUID id, String operator, String client, Instant at, Step step)
        implements DeadLetterFact {

    public sealed interface Step {
        /// Comes before the record is appended once more: if nothing follows, nobody knows whether
        /// it was.
        record RetryBegun() implements Step {}

        /// Where in its topic the record was appended once more.
        record Retried(int partition, long offset) implements Step {}

        record RetryRefused(String reason) implements Step {}

        record Discarded(String reason) implements Step {}
    }

    /// What followed.
    public DeadLetterAction then(Step next, Instant at) {
        return new DeadLetterAction(letter, id, operator, client, at, next);
    }
}
