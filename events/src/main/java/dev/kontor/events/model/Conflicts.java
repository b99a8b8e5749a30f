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

    /// Whether one more loser is recorded. One whose digest is known is not, and none is from
    /// [#MAX_COUNT] on: those are only answered.
    public boolean records(ContentDigest loser) {
        return !digests.contains(loser) && count < MAX_COUNT;
    }

    /// @return what is recorded of one more loser: its digest, or null once [#MAX_DIGESTS] are kept
    public @Nullable ContentDigest kept(ContentDigest loser) {
        return digests.size() < MAX_DIGESTS ? loser : null;
    }

    /// @param kept null if one more is only counted
    /// @return these and one more
    public Conflicts plus(@Nullable ContentDigest kept) {
        List<ContentDigest> more = new ArrayList<>(digests);
        if (kept != null) {
            more.add(kept);
        }
        return new Conflicts(count + 1, more);
    }
}
