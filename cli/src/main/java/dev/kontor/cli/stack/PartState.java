package dev.kontor.cli.stack;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the supervisor last wrote about one process.
///
/// @param pid      0 where there is none
/// @param since    when the condition began
/// @param restarts how often it was started again since the supervisor started
/// @param trouble  why it was last started again, for people
public record PartState(
        Condition condition, long pid, Instant since, int restarts, @Nullable String trouble) {

    /// Where one process is.
    public enum Condition {
        STOPPED,
        /// Something is made that later starts go faster with; once for each build.
        PREPARING,
        STARTING,
        READY,
        /// It died, and is started again after a pause.
        WAITING
    }

    static final PartState NEVER_STARTED =
            new PartState(Condition.STOPPED, 0, Instant.EPOCH, 0, null);

    static PartState preparing() {
        return new PartState(Condition.PREPARING, 0, Instant.now(), 0, null);
    }
}
