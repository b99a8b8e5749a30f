package dev.kontor.query.store;

import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.TransferId;
import dev.kontor.processing.CopyRows;
import dev.kontor.processing.rebuild.CanonicalTable;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The table `imbalance`.
final class ImbalanceTable {
    private static final String COPY =
            """
            copy imbalance (tenant, transfer_id, command_id, currency, amount)
            from stdin (format binary)
            """;
    private static final int COLUMNS = 5;

    /// One row for each element.
    private static final String UNPACKED =
            """
            imbalance b
            cross join unnest(b.transfer_id, b.command_id, b.currency, b.amount)
                       as e (transfer_id, command_id, currency, amount)
            """;

    /// One at a time: two would wait for each other's rows.
    private static final String ALONE = "select pg_try_advisory_xact_lock(hashtext('imbalance'))";

    private static final String SWEEP =
            """
            with taken as (
                delete from imbalance returning *
            ), left_over as (
                select b.tenant, e.transfer_id, e.command_id, e.currency, sum(e.amount) as amount
                from taken b
                cross join unnest(b.transfer_id, b.command_id, b.currency, b.amount)
                           as e (transfer_id, command_id, currency, amount)
                group by b.tenant, e.transfer_id, e.command_id, e.currency
                having sum(e.amount) <> 0
            )
            insert into imbalance (tenant, transfer_id, command_id, currency, amount)
            select tenant, array_agg(transfer_id), array_agg(command_id), array_agg(currency),
                   array_agg(amount)
            from left_over
            group by tenant
            returning cardinality(transfer_id)
            """;

    /// A request, the transfer itself or a command, is settled when the view of transfers shows it
    /// decided and the view of entries has all that it posted. What then does not balance is no
    /// money in flight.
    private static final String IN_FLIGHT =
            """
            select i.currency, sum(i.amount) as amount, count(distinct i.transfer_id) as transfers
            from (select e.transfer_id, e.command_id, e.currency, sum(e.amount) as amount
                  from %s
                  where b.tenant = ?
                  group by e.transfer_id, e.command_id, e.currency
                  having sum(e.amount) <> 0) i
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
            """
                    .formatted(UNPACKED);

    static final CanonicalTable CANONICAL =
            new CanonicalTable(
                    "imbalance",
                    List.of("tenant", "transfer_id", "command_id", "currency"),
                    List.of("tenant", "transfer_id", "command_id", "currency", "amount"),
                    """
                    select b.tenant, e.transfer_id, e.command_id, e.currency,
                           sum(e.amount) as amount
                    from %s
                    group by b.tenant, e.transfer_id, e.command_id, e.currency
                    having sum(e.amount) <> 0
                    """
                            .formatted(UNPACKED));

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
        Map<Tenant, List<Imbalance>> byTenant =
                imbalances.stream().collect(Collectors.groupingBy(Imbalance::tenant));
        CopyRows rows = new CopyRows();
        byTenant.forEach((tenant, all) ->
                rows.row(COLUMNS)
                        .text(tenant.name())
                        .uuids(each(all, imbalance -> imbalance.transfer().uuid()))
                        .uuids(each(all, Imbalance::command))
                        .texts(each(all, Imbalance::currency))
                        .numerics(each(all, Imbalance::amount)));
        rows.copyInto(connection, COPY);
    }

    private static <T extends @Nullable Object> List<T> each(
            List<Imbalance> all, Function<Imbalance, T> column) {
        List<T> values = new ArrayList<>(all.size());
        all.forEach(imbalance -> values.add(column.apply(imbalance)));
        return values;
    }

    /// Adds up what is there and removes what balances by now, unless another is at it.
    ///
    /// @return how many do not balance
    static int sweep(Connection connection) throws SQLException {
        if (!new Statement(ALONE).rows(connection, row -> row.getBoolean(1)).getFirst()) {
            return 0;
        }
        return new Statement(SWEEP)
                .rows(connection, row -> row.getInt(1)).stream().mapToInt(Integer::intValue).sum();
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
