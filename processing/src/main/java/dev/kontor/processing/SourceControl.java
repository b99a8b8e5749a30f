package dev.kontor.processing;

import java.util.OptionalLong;

/// What the shell can do about the source while it is being polled.
interface SourceControl {
    /// Goes on from a position, and tells Kafka what stood before it, so that a log that was cut in
    /// between is noticed.
    void resumeAt(int partition, Position position);

    void pause(int partition);

    /// @return how many records of the partition have not been given to the shell yet, if known
    OptionalLong lag(int partition);
}
