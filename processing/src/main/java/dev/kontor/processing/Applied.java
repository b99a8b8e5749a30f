package dev.kontor.processing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of a [PartitionBatch].
///
/// @param outputs to publish after the commit, in the order of the records that caused them
/// @param halt null if all was applied
public record Applied(List<Output> outputs, @Nullable Halt halt) {

    /// A record that breaks an invariant: it and what follows it were not applied.
    public record Halt(long offset, String reason) {}

    public static Applied all(List<Output> outputs) {
        return new Applied(outputs, null);
    }
}
