package dev.kontor.processing;

import java.util.Collection;
import java.util.OptionalLong;

/// What the shell can do about the source while it is being polled.
interface SourceControl {
    /// Goes on from a position, and tells Kafka what stood before it, so that a log that was cut in
    /// between is noticed.
    void resumeAt(int partition, Position position);

    /// Stops reading. What stands in the log from `position` on counts as unread.
    void pause(int partition, Position position);

    /// Asks how far the logs of paused partitions reach, which nobody else does; the answer shows
    /// in [#unread] some polls later.
    void askForEnds(Collection<Integer> partitions);

    /// @return how many records stand in the log from where the partition is read next, if known;
    ///     below zero if the log ends before that
    OptionalLong unread(int partition);
}
