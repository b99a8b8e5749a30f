package dev.kontor.account.stream;

import static dev.kontor.account.domain.Samples.EUR;
import static dev.kontor.account.domain.Samples.WITHOUT_LIMIT;
import static dev.kontor.account.domain.Samples.overdraft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.account.domain.Samples;
import dev.kontor.account.store.AccountDatabase;
import dev.kontor.account.store.PostgresAccountStore;
import dev.kontor.events.model.AccountCommand;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.RequestKind;
import dev.kontor.events.topic.Topic;
import dev.kontor.processing.Applied;
import dev.kontor.processing.Output;
import dev.kontor.processing.PartitionBatch;
import dev.kontor.processing.SourceRecord;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Large batches on real PostgreSQL, and the invariants as its own SQL sees them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InstructionProcessorIT {
    private static final int ACCOUNTS = 200;
    private static final int BATCH = 5_000;

    private static final String WRONG_BALANCES =
            """
            select count(*)
            from account
            left join (
                select tenant, account, sum(amount) as entries, sum(held_change) as holds,
                    count(version) as number, max(version) as newest
                from answer
                group by tenant, account) as journal using (tenant, account)
            left join (
                select tenant, account, count(*) + sum(conflict_count) as number,
                    max(version) as newest
                from command
                group by tenant, account) as commanded using (tenant, account)
            where posted <> coalesce(entries, 0)
                or held <> coalesce(holds, 0)
                or version <> coalesce(journal.number, 0) + coalesce(commanded.number, 0) + 1
                or version < greatest(journal.newest, commanded.newest, 1)
            """;

    private static final String WRONG_STEPS =
            """
            select count(*)
            from (
                select coalesce(amount, 0) as amount, coalesce(held_change, 0) as held_change,
                    balance_after, held_after, version,
                    lag(balance_after, 1, 0::numeric) over steps as balance_before,
                    lag(held_after, 1, 0::bigint) over steps as held_before,
                    lag(version, 1, 1::bigint) over steps as version_before
                from answer
                where version is not null
                window steps as (partition by tenant, account order by version)) as steps
            where balance_after <> balance_before + amount
                or held_after <> held_before + held_change
                or version <= version_before
            """;

    private static final String OVERDRAWN =
            """
            select count(*)
            from answer
            join account using (tenant, account)
            where balance_after - held_after + overdraft_limit < 0
            """;

    private final Random random = new Random(42);
    private AccountDatabase database;
    private InstructionProcessor processor;
    private long transfers;

    @BeforeAll
    void openAccounts() throws SQLException {
        database = AccountDatabase.create();
        processor = processor();
        List<InstructionRecord> openings = new ArrayList<>();
        for (int i = 0; i < ACCOUNTS; i++) {
            openings.add(Samples.open(name(i), i < 5 ? WITHOUT_LIMIT : overdraft(1_000), 0));
        }
        apply(openings);
    }

    @AfterAll
    void close() throws SQLException {
        database.close();
    }

    @Test
    void largeBatchesLeaveEveryBalanceTheSumOfItsEntries() throws SQLException {
        long before = database.count("select count(*) from answer");
        for (int i = 0; i < 3; i++) {
            apply(instructions(BATCH));
        }
        assertThat(database.count("select count(*) from answer") - before).isEqualTo(3 * BATCH);
        assertThat(database.count("select count(*) from answer where version is null"))
                .isPositive();
        checkInvariants();
    }

    @Test
    void repeatsAcrossRestartsGetTheSameOutcomesAndChangeNothing() throws SQLException {
        List<InstructionRecord> batch = instructions(BATCH);
        List<String> first = outcomes(apply(batch));
        long answers = database.count("select count(*) from answer");
        long versions = database.count("select sum(version) from account");

        processor = processor();
        assertThat(outcomes(apply(batch))).isEqualTo(first);
        assertThat(outcomes(apply(batch.subList(17, 18)))).isEqualTo(first.subList(17, 18));

        List<InstructionRecord> mixed = new ArrayList<>(batch.subList(0, 100));
        mixed.addAll(instructions(100));
        Collections.shuffle(mixed, random);
        processor = processor();
        apply(mixed);
        assertThat(database.count("select count(*) from answer")).isEqualTo(answers + 100);
        assertThat(database.count("select sum(version) from account"))
                .isBetween(versions, versions + 100);
        checkInvariants();
    }

    @Test
    void whatIsHeldIsTheSumOfWhatWasHeldCapturedAndReleased() throws SQLException {
        List<InstructionRecord> batch = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            String account = name(random.nextInt(5));
            int held = 3 + random.nextInt(1_000);
            int taken = 1 + random.nextInt(held - 2);
            long id = ++transfers;
            batch.add(Samples.told(Action.HOLD, account, held, id));
            batch.add(Samples.told(Action.CAPTURE, RequestKind.CAPTURE, 1, account, taken, id));
            if (random.nextBoolean()) {
                batch.add(
                        Samples.told(
                                Action.RELEASE, RequestKind.EXPIRY, 0, account, held - taken, id));
            }
        }
        List<String> first = outcomes(apply(batch));
        assertThat(database.count("select sum(held) from account")).isPositive();
        checkInvariants();

        processor = processor();
        assertThat(outcomes(apply(batch))).isEqualTo(first);
        assertThat(outcomes(apply(batch.subList(1, 2)))).isEqualTo(first.subList(1, 2));
        checkInvariants();
    }

    @Test
    void commandsAreKnownAcrossRestarts() throws SQLException {
        String account = name(ACCOUNTS - 1);
        AccountCommand freeze = new AccountCommand.Freeze(null);
        AccountCommand unfreeze = new AccountCommand.Unfreeze(null);
        apply(
                List.of(
                        Samples.commanded(account, 1, freeze, 1),
                        Samples.credit(account, 5, ++transfers),
                        Samples.commanded(account, 1, unfreeze, 2)));
        long version = database.count("select sum(version) from account");

        processor = processor();
        apply(List.of(Samples.commanded(account, 1, freeze, 3)));
        apply(List.of(Samples.commanded(account, 1, unfreeze, 3)));
        assertThat(database.count("select sum(version) from account")).isEqualTo(version);
        assertThat(database.count("select sum(conflict_count) from command")).isOne();
        assertThat(database.count("select count(*) from account where status = 'frozen'")).isOne();

        apply(List.of(Samples.commanded(account, 2, unfreeze, 4)));
        assertThat(database.count("select count(*) from account where status = 'frozen'")).isZero();
        checkInvariants();
    }

    @Test
    void survivesAMemoryThatHoldsAlmostNothing() throws SQLException {
        processor = new InstructionProcessor(new PostgresAccountStore(), 3);
        for (int i = 0; i < 20; i++) {
            apply(instructions(100));
        }
        checkInvariants();
    }

    private void checkInvariants() throws SQLException {
        assertThat(database.count(WRONG_BALANCES)).as("posted = sum of entries").isZero();
        assertThat(database.count(WRONG_STEPS)).as("each entry follows the last").isZero();
        assertThat(database.count(OVERDRAWN)).as("available below zero").isZero();
    }

    private List<InstructionRecord> instructions(int count) {
        List<InstructionRecord> instructions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int account = random.nextInt(ACCOUNTS + 1);
            boolean debit = random.nextBoolean();
            instructions.add(
                    Samples.instructed(
                            debit ? Action.POST_DEBIT : Action.POST_CREDIT,
                            name(account),
                            1 + random.nextInt(1_000),
                            EUR,
                            debit && account < 5,
                            ++transfers,
                            transfers));
        }
        return instructions;
    }

    private Applied apply(List<InstructionRecord> records) throws SQLException {
        List<SourceRecord<InstructionRecord>> sources = new ArrayList<>(records.size());
        for (InstructionRecord record : records) {
            sources.add(new SourceRecord<>(0, sources.size(), record, null, null));
        }
        List<PartitionBatch<InstructionRecord>> batch = List.of(new PartitionBatch<>(0, sources));
        Applied applied = database.in(t -> processor.apply(t, batch)).getFirst();
        processor.committed();
        assertThat(applied.halt()).isNull();
        return applied;
    }

    private static InstructionProcessor processor() {
        return new InstructionProcessor(new PostgresAccountStore(), 100_000);
    }

    private static List<String> outcomes(Applied applied) {
        return applied.outputs().stream()
                .filter(output -> output.topic() == Topic.TRANSFERS)
                .map(Output::value)
                .map(HexFormat.of()::formatHex)
                .toList();
    }

    private static String name(int number) {
        return "account-" + number;
    }
}
