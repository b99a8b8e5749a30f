package dev.kontor.ledger.domain;

import dev.kontor.events.model.Reply;
import dev.kontor.events.model.TransferCommandSnapshot;
import dev.kontor.events.model.TransferKey;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a record of the log means for its transfer.
public sealed interface Decision {
    /// @param step null if nothing changes
    /// @param after the transfer after the step, as [Transfers#apply] makes it; null without a step
    /// @param told what someone is told at once; null: nothing
    record Decided(@Nullable Step step, @Nullable Transfer after, @Nullable Told told)
            implements Decision {
        /// Nothing changes.
        static Decided without(@Nullable Told told) {
            return new Decided(null, null, told);
        }
    }

    /// The record breaks an invariant: deciding anything from it could lose money in silence.
    record Broken(String reason) implements Decision {}

    /// What one who waits is told, as it stands after the step.
    sealed interface Told {
        record Transfer(Reply reply) implements Told {}

        record Command(UUID id, Reply reply) implements Told {}

        /// A command that leaves nothing, since there is no room for it.
        record Unrecorded(int rules, TransferCommandSnapshot command, Reply reply)
                implements Told {}

        /// A command that leaves nothing, since there is no such transfer.
        record NotFound(int rules, TransferKey key, UUID id, Reply reply) implements Told {}
    }
}
