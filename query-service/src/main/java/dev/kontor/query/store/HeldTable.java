package dev.kontor.query.store;

import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountKey;
import dev.kontor.processing.CopyRows;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;

/// The table `held`.
final class HeldTable {
    private static final String COPY =
            """
            copy held (tenant, account, at, version, posted, held) from stdin (format binary)
            """;
    private static final int COLUMNS = 6;
    private static final String LAST_UNTIL =
            """
            select version, posted, held
            from held
            where tenant = ? and account = ? and at <= ?
            order by at desc, version desc
            limit 1
            """;

    private HeldTable() {}

    /// @param posted whole minor units, after it
    record HoldChange(AccountKey account, long version, Instant at, BigInteger posted, long held) {
        static HoldChange of(AccountEvent.HoldPlaced placed) {
            return new HoldChange(
                    placed.key(),
                    placed.version(),
                    placed.at(),
                    placed.balance(),
                    placed.heldAfter());
        }

        static HoldChange of(AccountEvent.HoldReleased released) {
            return new HoldChange(
                    released.key(),
                    released.version(),
                    released.at(),
                    released.balance(),
                    released.heldAfter());
        }
    }

    static void insert(Connection connection, Collection<HoldChange> changes) throws SQLException {
        CopyRows rows = new CopyRows();
        for (HoldChange change : changes) {
            rows.row(COLUMNS)
                    .text(change.account().tenant().name())
                    .text(change.account().id().text())
                    .timestamptz(change.at())
                    .bigint(change.version())
                    .numeric(change.posted())
                    .bigint(change.held());
        }
        rows.copyInto(connection, COPY);
    }

    /// @return reads the balance after the last hold or release until then; no row: there is none
    static Statement lastUntil(AccountKey account, Instant at) {
        return new Statement(LAST_UNTIL)
                .value(account.tenant().name())
                .value(account.id().text())
                .value(at);
    }
}
