package dev.kontor.events.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Requests that came under an id already used, with other content.
///
/// @param count how many lost; one whose digest is already in `digests` is not counted again
/// @param digests the first [#MAX_DIGESTS] different ones, in the order in which they came
public record Conflicts(long count, List<ContentDigest> digests) {
    public static final int MAX_DIGESTS = 20;

    /// From here on a conflict is answered and no more recorded: what one id may make us keep has
    /// an end.
    public static final int MAX_COUNT = 1_000;

    public static final Conflicts NONE = new Conflicts(0, List.of());

    public Conflicts {
        digests = List.copyOf(digests);
    }

    public boolean knows(ContentDigest digest) {
        return digests.contains(digest);
    }

    /// Whether one more would not be recorded.
    public boolean isSaturated() {
        return count >= MAX_COUNT;
    }

    public boolean isFull() {
        return digests.size() >= MAX_DIGESTS;
    }

    /// @param digest null if it is only to be counted
    /// @return these and one more, whose digest is kept as long as there is room
    public Conflicts plus(@Nullable ContentDigest digest) {
        if (digest == null || isFull()) {
            return new Conflicts(count + 1, digests);
        }
        List<ContentDigest> more = new ArrayList<>(digests);
        more.add(digest);
        return new Conflicts(count + 1, more);
    }
}
