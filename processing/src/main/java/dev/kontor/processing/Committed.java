package dev.kontor.processing;

import java.util.List;

/// What one transaction made durable.
///
/// @param applied one for each piece of work
record Committed<R>(List<Work<R>> work, List<Applied> applied) {

    int records() {
        return work.stream().mapToInt(each -> each.raw().size()).sum();
    }
}
