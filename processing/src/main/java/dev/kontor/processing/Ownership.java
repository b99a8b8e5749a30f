package dev.kontor.processing;

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

    boolean isRunning() {
        return token != null && halted == null;
    }

    boolean isUnclaimed() {
        return token == null && halted == null;
    }

    void claimed(Claim claim) {
        token = claim.token();
        position = claim.position();
    }

    void unclaimed() {
        token = null;
    }

    void moveTo(Position next) {
        position = next;
    }

    void halt(String reason) {
        halted = reason;
    }
}
