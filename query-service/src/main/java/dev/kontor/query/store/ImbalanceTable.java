package dev.kontor.query.store;

import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.TransferId;
import dev.kontor.processing.CopyRows;
import dev.kontor.processing.rebuild.CanonicalTable;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The table `imbalance`.
final class ImbalanceTable {
    private static final String COPY =
            """
            copy imbalance (tenant, transfer_id, command_id, currency, amount)
            from stdin (format binary)
            """;
    private static final int COLUMNS = 5;

    /// One at a time: two would wait for each other's rows.
    private static final String ALONE = "select pg_try_advisory_xact_lock(hashtext('imbalance'))";

    private static final String SWEEP =
            """
            delete from imbalance i
            using (select tenant, transfer_id, command_id, currency
                   from imbalance
                   group by tenant, transfer_id, command_id, currency
                   having sum(amount) = 0) balanced
            where i.tenant = balanced.tenant and i.transfer_id = balanced.transfer_id
              and i.command_id is not distinct from balanced.command_id
              and i.currency = balanced.currency
            """;

    /// A request, the transfer itself or a command, is settled when the view of transfers shows it
    /// decided and the view of entries has all that it posted. What then does not balance is no
    /// money in flight.
    private static final String IN_FLIGHT =
            """
            select i.currency, sum(i.amount) as amount, count(distinct i.transfer_id) as transfers
            from (select transfer_id, command_id, currency, sum(amount) as amount
                  from imbalance
                  where tenant = ?
                  group by transfer_id, command_id, currency
                  having sum(amount) <> 0) i
            left join transfer t
                   on t.tenant = ? and t.id = i.transfer_id and i.command_id is null
                  and t.status <> 'received'
            left join transfer_command c
                   on c.tenant = ? and c.transfer_id = i.transfer_id and c.id = i.command_id
            where coalesce(t.id, c.id) is null
               or exists (select
                          from unnest(coalesce(c.posted_account, nullif(t.posted_account, '{}'),
                                               t.leg_account),
                                      coalesce(c.posted_version, nullif(t.posted_version, '{}'),
                                               t.leg_version)) as posted (account, version)
                          where posted.version is not null
                            and not exists (select
                                            from account a
                                            where a.tenant = ? and a.id = posted.account
                                              and a.version >= posted.version))
            group by i.currency
            """;

    static final CanonicalTable CANONICAL =
            new CanonicalTable(
                    "imbalance",
                    List.of("tenant", "transfer_id", "command_id", "currency"),
                    List.of("tenant", "transfer_id", "command_id", "currency", "amount"),
                    """
                    select tenant, transfer_id, command_id, currency, sum(amount) as amount
                    from imbalance
                    group by tenant, transfer_id, command_id, currency
                    having sum(amount) <> 0
                    """);

    private ImbalanceTable() {}

    /// @param command the command below the transfer; null: the transfer itself
    /// @param amount credits minus debits, whole minor units
    record Imbalance(
            Tenant tenant,
            TransferId transfer,
            @Nullable UUID command,
            String currency,
            BigInteger amount) {}

    /// @param amount credits minus debits of what is not balanced yet
    /// @param transfers how many are not
    record InFlight(String currency, BigInteger amount, long transfers) {}

    static void add(Connection connection, Collection<Imbalance> imbalances) throws SQLException {
        CopyRows rows = new CopyRows();
        for (Imbalance imbalance : imbalances) {
            rows.row(COLUMNS)
                    .text(imbalance.tenant().name())
                    .uuid(imbalance.transfer().uuid())
                    .uuid(imbalance.command())
                    .text(imbalance.currency())
                    .numeric(imbalance.amount());
        }
        rows.copyInto(connection, COPY);
    }

    /// Removes what balances by now, unless another is at it.
    static void sweep(Connection connection) throws SQLException {
        if (new Statement(ALONE).rows(connection, row -> row.getBoolean(1)).getFirst()) {
            new Statement(SWEEP).execute(connection);
        }
    }

    static List<InFlight> inFlight(Connection connection, Tenant tenant) throws SQLException {
        return new Statement(IN_FLIGHT)
                .value(tenant.name())
                .value(tenant.name())
                .value(tenant.name())
                .value(tenant.name())
                .rows(
                        connection,
                        columns -> {
                            Row row = new Row(columns);
                            return new InFlight(
                                    row.text("currency"),
                                    row.wide("amount"),
                                    row.number("transfers"));
                        });
    }
}
