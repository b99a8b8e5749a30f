package dev.kontor.benchmarks.baseline;

import dev.kontor.benchmarks.load.Transfers;
import dev.kontor.benchmarks.rig.Databases;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/// A transaction for each transfer, in one round trip: as hard as it goes.
record OneByOne() implements Baseline {
    private static final String DATABASE = "baseline";
    private static final String MOVE = "call move(?, ?, ?, ?)";

    @Override
    public String scenario() {
        return "PostgreSQL, one transaction per transfer";
    }

    @Override
    public List<String> lacks() {
        return List.of(
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
        PreparedStatement move = connection.prepareStatement(MOVE);
        return new Worker() {
            @Override
            public int move() throws SQLException {
                Transfers.Transfer next = transfers.next();
                move.setObject(1, next.id());
                move.setInt(2, next.pair().debit());
                move.setInt(3, next.pair().credit());
                move.setLong(4, next.amount());
                move.execute();
                return 1;
            }

            @Override
            public void close() throws SQLException {
                connection.close();
            }
        };
    }
}
