package dev.kontor.faults.rig;

import java.util.Optional;

/// A partition of a source topic, as the instance that owns it shows it in `/v1/status`.
///
/// @param position the offset of the next record that it will apply
/// @param halted why it stands still; empty: it does not
public record Partition(Name name, long position, Optional<String> halted) {

    /// Which one.
    public record Name(String topic, int partition) {
        @Override
        public String toString() {
            return topic + "-" + partition;
        }
    }
}
