package dev.kontor.benchmarks.baseline;

import dev.kontor.benchmarks.rig.Databases;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// The tables that all baselines share, and whether what is in them adds up.
final class Ledger {
    /// Room on each page lets a balance change without touching an index.
    private static final String SCHEMA =
            """
            create table account (
                id      integer primary key,
                -- whole minor units; the overdraft limit is that of the accounts in Kontor
                balance bigint not null check (balance >= -1000000000000)
            ) with (fillfactor = 50);

            create table transfer (
                id     uuid primary key,
                debit  integer not null,
                credit integer not null,
                amount bigint not null check (amount > 0)
            );

            create table entry (
                transfer_id   uuid not null,
                leg           smallint not null,
                account       integer not null,
                -- credits are positive
                amount        bigint not null,
                balance_after bigint not null,
                primary key (transfer_id, leg)
            );

            -- Does nothing for an id that was used. Row locks in the order of ids: no deadlocks.
            create procedure move(
                the_id uuid, the_debit integer, the_credit integer, the_amount bigint
            ) language plpgsql as $$
            declare
                debit_after bigint;
                credit_after bigint;
            begin
                insert into transfer values (the_id, the_debit, the_credit, the_amount)
                    on conflict do nothing;
                if not found then
                    return;
                end if;
                perform from account where id in (the_debit, the_credit) order by id for update;
                update account set balance = balance - the_amount where id = the_debit
                    returning balance into strict debit_after;
                update account set balance = balance + the_amount where id = the_credit
                    returning balance into strict credit_after;
                insert into entry values
                    (the_id, 0, the_debit, -the_amount, debit_after),
                    (the_id, 1, the_credit, the_amount, credit_after);
            end
            $$;

            -- One side of a transfer, whose other side is in another database.
            create procedure move_leg(
                the_id uuid, the_debit integer, the_credit integer, the_amount bigint,
                the_leg smallint
            ) language plpgsql as $$
            declare
                the_account integer := case the_leg when 0 then the_debit else the_credit end;
                change bigint := case the_leg when 0 then -the_amount else the_amount end;
                after bigint;
            begin
                insert into transfer values (the_id, the_debit, the_credit, the_amount);
                update account set balance = balance + change where id = the_account
                    returning balance into strict after;
                insert into entry values (the_id, the_leg, the_account, change, after);
            end
            $$;
            """;

    private static final String FILL =
            "insert into account select id, 0 from generate_series(0, ? - 1) as id";

    private static final String TOTALS =
            """
            select (select coalesce(sum(balance), 0) from account),
                (select coalesce(sum(amount), 0) from entry),
                (select count(*) from entry),
                (select count(*)
                    from account a
                    left join (
                        select account, sum(amount) as amount from entry group by account
                    ) e on e.account = a.id
                    where a.balance <> coalesce(e.amount, 0))
            """;

    private Ledger() {}

    /// Makes databases with so many accounts in each, and nothing else.
    static void create(Databases databases, List<String> names, int accounts) throws SQLException {
        for (String name : names) {
            databases.create(name);
            try (Connection connection = databases.connect(name);
                    Statement statement = connection.createStatement();
                    PreparedStatement fill = connection.prepareStatement(FILL)) {
                statement.execute(SCHEMA);
                fill.setInt(1, accounts);
                fill.executeUpdate();
                statement.execute("vacuum analyze account");
            }
        }
    }

    /// Why figures do not count.
    ///
    /// @param transfers that were told to be durable
    static List<String> faults(Databases databases, List<String> names, long transfers)
            throws SQLException {
        long balances = 0;
        long amounts = 0;
        long entries = 0;
        long wrong = 0;
        for (String name : names) {
            try (Connection connection = databases.connect(name);
                    Statement statement = connection.createStatement();
                    ResultSet totals = statement.executeQuery(TOTALS)) {
                totals.next();
                balances += totals.getLong(1);
                amounts += totals.getLong(2);
                entries += totals.getLong(3);
                wrong += totals.getLong(4);
            }
        }
        List<String> faults = new ArrayList<>();
        if (balances != 0 || amounts != 0) {
            faults.add("balances sum to %d, entries to %d".formatted(balances, amounts));
        }
        if (entries != 2 * transfers) {
            faults.add("%,d entries and not %,d".formatted(entries, 2 * transfers));
        }
        if (wrong != 0) {
            faults.add("%,d balances are not the sum of their entries".formatted(wrong));
        }
        return faults;
    }
}
