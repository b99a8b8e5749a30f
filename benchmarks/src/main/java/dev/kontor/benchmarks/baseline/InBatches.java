package dev.kontor.benchmarks.baseline;

import dev.kontor.benchmarks.load.Transfers;
import dev.kontor.benchmarks.rig.Databases;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// A transaction for so many transfers, each of its statements over all of them at once.
record InBatches(int size) implements Baseline {
    private static final String DATABASE = "baseline";

    /// In the order of ids, so that two batches never wait for each other.
    private static final String LOCK =
            """
            with locked as (select from account where id = any (?) order by id for update)
            select count(*) from locked
            """;

    private static final String MOVE =
            """
            with input as (
                select * from unnest(?::uuid[], ?::integer[], ?::integer[], ?::bigint[])
                    with ordinality as t (id, debit, credit, amount, n)
            ), fresh as (
                insert into transfer select id, debit, credit, amount from input
                on conflict do nothing
                returning id
            ), leg as (
                select n, id, 0 as leg, debit as account, -amount as amount
                from input join fresh using (id)
                union all
                select n, id, 1, credit, amount from input join fresh using (id)
            ), moved as (
                update account a set balance = a.balance + s.amount
                from (select account, sum(amount)::bigint as amount from leg group by account) s
                where a.id = s.account
                returning a.id, a.balance - s.amount as before
            )
            insert into entry
            select l.id, l.leg, l.account, l.amount,
                m.before + sum(l.amount) over (partition by l.account order by l.n, l.leg)
            from leg l join moved m on m.id = l.account
            """;

    @Override
    public String scenario() {
        return "PostgreSQL, %d transfers per transaction".formatted(size);
    }

    @Override
    public List<String> lacks() {
        return List.of(
                "one transfer that is refused refuses its batch, which has to be tried again",
                "limits are checked after the batch, not after each transfer",
                "a request that is refused or in conflict leaves no record",
                "balances cannot be built again from a log",
                "one PostgreSQL has all accounts");
    }

    @Override
    public List<String> databases() {
        return List.of(DATABASE);
    }

    @Override
    public Worker worker(Databases databases, Transfers transfers) throws SQLException {
        Connection connection = databases.connect(DATABASE);
        connection.setAutoCommit(false);
        PreparedStatement lock = connection.prepareStatement(LOCK);
        PreparedStatement move = connection.prepareStatement(MOVE);
        return new Worker() {
            @Override
            public int move() throws SQLException {
                List<Transfers.Transfer> batch = new ArrayList<>(size);
                for (int i = 0; i < size; i++) {
                    batch.add(transfers.next());
                }
                lock.setArray(1, accounts(connection, batch));
                lock.execute();
                bind(connection, move, batch);
                int entries = move.executeUpdate();
                connection.commit();
                return entries / 2;
            }

            @Override
            public void close() throws SQLException {
                connection.close();
            }
        };
    }

    private static Array accounts(Connection connection, List<Transfers.Transfer> batch)
            throws SQLException {
        Integer[] accounts =
                batch.stream()
                        .flatMap(each -> Stream.of(each.pair().debit(), each.pair().credit()))
                        .distinct()
                        .toArray(Integer[]::new);
        return connection.createArrayOf("int4", accounts);
    }

    private static void bind(
            Connection connection, PreparedStatement move, List<Transfers.Transfer> batch)
            throws SQLException {
        UUID[] ids = batch.stream().map(Transfers.Transfer::id).toArray(UUID[]::new);
        Integer[] debits = batch.stream().map(each -> each.pair().debit()).toArray(Integer[]::new);
        Integer[] credits =
                batch.stream().map(each -> each.pair().credit()).toArray(Integer[]::new);
        Long[] amounts = batch.stream().map(each -> (long) each.amount()).toArray(Long[]::new);
        move.setArray(1, connection.createArrayOf("uuid", ids));
        move.setArray(2, connection.createArrayOf("int4", debits));
        move.setArray(3, connection.createArrayOf("int4", credits));
        move.setArray(4, connection.createArrayOf("int8", amounts));
    }
}
