package dev.kontor.http.status;

import org.jspecify.annotations.Nullable;

/// Where one partition stands in one service.
///
/// @param position the offset of the next record to apply
/// @param end the offset that the next record appended will get
/// @param lag records that are there and not applied
/// @param owner the instance that applies it; null if it is nobody we know of
/// @param reason why it is halted; null if it is not
public record PartitionStatus(
        String topic,
        int partition,
        long position,
        long end,
        long lag,
        @Nullable String owner,
        boolean halted,
        @Nullable String reason) {}
