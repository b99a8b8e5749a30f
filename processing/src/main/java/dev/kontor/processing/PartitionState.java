package dev.kontor.processing;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A partition as others may look at it.
///
/// @param position the offset of the next record to apply
/// @param unread how many records stand in the log from `position` on, if known; below zero if the
///     log has become shorter than what was applied
/// @param running whether it is claimed and goes on
/// @param halted where and why it halted; null: it has not
record PartitionState(
        int partition,
        long position,
        OptionalLong unread,
        boolean running,
        @Nullable String halted) {}
