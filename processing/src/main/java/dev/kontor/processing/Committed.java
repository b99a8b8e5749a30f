package dev.kontor.processing;

import java.util.List;
import java.util.Map;

/// What one transaction made durable.
///
/// @param applied one for each piece of work
/// @param confirmed what was removed from the outbox, by partition
record Committed<R>(
        List<Work<R>> work, List<Applied> applied, Map<Integer, StateStore.Confirmed> confirmed) {

    int records() {
        return work.stream().mapToInt(each -> each.raw().size()).sum();
    }
}
