package dev.kontor.query.store;

import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.ContentDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a batch does to commands: those it decides, and what it adds to the conflicts of those
/// decided before.
///
/// A conflict from before its command was decided is told with the decision, and counts there.
///
/// @param <K> names a command
/// @param <E> the fact that decides one
final class CommandChanges<K, E> {
    private final List<E> decided = new ArrayList<>();
    private final Map<K, Conflicts> lost = new LinkedHashMap<>();

    void decide(K command, E fact) {
        lost.remove(command);
        decided.add(fact);
    }

    void conflict(K command, @Nullable ContentDigest digest) {
        lost.merge(command, Conflicts.NONE.plus(digest), (before, _) -> before.plus(digest));
    }

    List<E> decided() {
        return decided;
    }

    /// To be added once [#decided] is written. Those of commands that are not there count later.
    Map<K, Conflicts> lost() {
        return lost;
    }
}
