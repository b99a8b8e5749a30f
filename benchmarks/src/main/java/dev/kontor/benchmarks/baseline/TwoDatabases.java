package dev.kontor.benchmarks.baseline;

import dev.kontor.benchmarks.load.Transfers;
import dev.kontor.benchmarks.rig.Databases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Payers in one database and payees in another, so that each transfer is committed in two phases.
/// The first database always goes first: no deadlocks between them.
record TwoDatabases() implements Baseline {
    private static final String PAYERS = "baseline_payers";
    private static final String PAYEES = "baseline_payees";

    /// All in one message, which only this mode of the driver does.
    private static final String OPTIONS = "?preferQueryMode=simple";

    @Override
    public String scenario() {
        return "two PostgreSQL databases, two-phase commit";
    }

    @Override
    public List<String> lacks() {
        return List.of(
                "the coordinator keeps no log: if it dies between the phases somebody has to decide"
                        + " by hand, and until then the accounts are locked",
                "an id that is used again fails and is not recognised",
                "readers see the money gone from one and not yet at the other",
                "a request that is refused or in conflict leaves no record",
                "balances cannot be built again from a log");
    }

    @Override
    public List<String> databases() {
        return List.of(PAYERS, PAYEES);
    }

    @Override
    public Worker worker(Databases databases, Transfers transfers) throws SQLException {
        Connection payers = databases.connect(PAYERS + OPTIONS);
        Connection payees = databases.connect(PAYEES + OPTIONS);
        Statement debit = payers.createStatement();
        Statement credit = payees.createStatement();
        return new Worker() {
            @Override
            public int move() throws SQLException {
                Transfers.Transfer next = transfers.next();
                debit.execute(prepare(next, 0));
                credit.execute(prepare(next, 1));
                debit.execute(commit(next, 0));
                credit.execute(commit(next, 1));
                return 1;
            }

            @Override
            public void close() throws SQLException {
                payers.close();
                payees.close();
            }
        };
    }

    /// Names of prepared transactions are those of the whole server.
    private static String commit(Transfers.Transfer transfer, int leg) {
        return "commit prepared '%s/%d'".formatted(transfer.id(), leg);
    }

    private static String prepare(Transfers.Transfer transfer, int leg) {
        return """
        begin;
        call move_leg('%1$s', %2$d, %3$d, %4$d, %5$d::smallint);
        prepare transaction '%1$s/%5$d'
        """
                .formatted(
                        transfer.id(),
                        transfer.pair().debit(),
                        transfer.pair().credit(),
                        transfer.amount(),
                        leg);
    }
}
