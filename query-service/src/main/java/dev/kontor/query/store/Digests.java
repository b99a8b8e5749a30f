package dev.kontor.query.store;

import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.ContentDigest;
import java.util.List;

/// The digests of what lost, for `text[]`.
final class Digests {
    private Digests() {}

    static List<String> texts(Conflicts conflicts) {
        return conflicts.digests().stream().map(ContentDigest::text).toList();
    }

    /// As an array literal: digests hold nothing that would need quoting.
    static String array(Conflicts conflicts) {
        return "{" + String.join(",", texts(conflicts)) + "}";
    }
}
