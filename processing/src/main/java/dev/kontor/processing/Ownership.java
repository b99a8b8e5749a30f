package dev.kontor.processing;

import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the shell knows of one partition that the consumer group has assigned to it.
final class Ownership {
    private final int partition;
    private @Nullable UUID token;
    private Position position = Position.START;
    private @Nullable String halted;

    Ownership(int partition) {
        this.partition = partition;
    }

    int partition() {
        return partition;
    }

    Position position() {
        return position;
    }

    /// @throws IllegalStateException if the partition is not claimed
    UUID token() {
        if (token == null) {
            throw new IllegalStateException("partition " + partition + " is not claimed");
        }
        return token;
    }

    @Nullable String halted() {
        return halted;
    }

    boolean isClaimed() {
        return token != null;
    }

    boolean isRunning() {
        return token != null && halted == null;
    }

    /// A partition that halted is claimed as well: what it had to publish before that is in the
    /// outbox.
    boolean isUnclaimed() {
        return token == null;
    }

    /// A step that goes nowhere and passes the fence only if the partition is ours and stands where
    /// we think.
    StateStore.Advance stay() {
        return new StateStore.Advance(partition, token(), position, position);
    }

    PartitionState state(OptionalLong unread) {
        return new PartitionState(partition, position.next(), unread, isRunning(), halted);
    }

    /// A halt stands as long as the partition stands where it halted.
    void claimed(Claim claim) {
        if (claim.position().next() != position.next()) {
            halted = null;
        }
        token = claim.token();
        position = claim.position();
    }

    void unclaimed() {
        token = null;
    }

    /// Another had it in the meantime, so whatever was the matter with it must be found out again.
    void fenced() {
        token = null;
        halted = null;
    }

    void moveTo(Position next) {
        position = next;
    }

    void halt(String reason) {
        halted = reason;
    }
}
