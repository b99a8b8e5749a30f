package dev.kontor.account.store;

import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.ContentDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Conflicts, in their two columns: how many there are, and the digests of the first.
final class Digests {
    private Digests() {}

    /// @return the digests in one text, as arrays of arrays must all be of one length; SQL takes it
    ///     apart at the spaces
    static String joined(Conflicts conflicts) {
        return conflicts.digests().stream()
                .map(ContentDigest::text)
                .collect(Collectors.joining(" "));
    }

    static Conflicts read(ResultSet row, int countColumn, int digestsColumn) throws SQLException {
        String[] digests = (String[]) row.getArray(digestsColumn).getArray();
        List<ContentDigest> known = Arrays.stream(digests).map(ContentDigest::new).toList();
        return new Conflicts(row.getLong(countColumn), known);
    }
}
