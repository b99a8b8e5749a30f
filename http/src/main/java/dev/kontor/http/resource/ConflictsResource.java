package dev.kontor.http.resource;

import dev.kontor.events.model.Conflicts;
import java.util.List;

/// Requests that lost because the id was taken.
///
/// @param digests what they asked for, the first 20 different ones
public record ConflictsResource(long count, List<String> digests) {
    public ConflictsResource {
        digests = List.copyOf(digests);
    }

    static ConflictsResource of(Conflicts conflicts) {
        return new ConflictsResource(
                conflicts.count(),
                conflicts.digests().stream().map(digest -> digest.text()).toList());
    }
}
