package dev.kontor.query.stream;

import static dev.kontor.query.Facts.account;
import static dev.kontor.query.Facts.conflicted;
import static dev.kontor.query.Facts.credit;
import static dev.kontor.query.Facts.debit;
import static dev.kontor.query.Facts.entry;
import static dev.kontor.query.Facts.opened;
import static dev.kontor.query.Facts.openingConflicted;
import static dev.kontor.query.Facts.posted;
import static dev.kontor.query.Facts.received;
import static dev.kontor.query.Facts.rejected;
import static dev.kontor.query.Facts.returned;
import static dev.kontor.query.Facts.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.OverdraftLimit;
import dev.kontor.events.model.Reply.Standing;
import dev.kontor.events.model.ReplyTo;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.processing.Applied;
import dev.kontor.processing.JdbcTransaction;
import dev.kontor.processing.PartitionBatch;
import dev.kontor.processing.Processor;
import dev.kontor.processing.SourceRecord;
import dev.kontor.query.Facts;
import dev.kontor.query.ViewDatabase;
import dev.kontor.query.domain.AccountFold;
import dev.kontor.query.domain.FactSequence;
import dev.kontor.query.domain.TransferFold;
import dev.kontor.query.domain.TransferView;
import dev.kontor.query.store.Arrivals;
import dev.kontor.query.store.Views;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProjectionIT {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private static final ViewDatabase DATABASE = new ViewDatabase();

    private final Views views = new Views(DATABASE.reads());
    private final Arrivals arrivals = new Arrivals(10);
    private final Processor<AccountEvent> accounts = accountProjection();
    private final Processor<TransferEvent> transfers =
            new StreamConfiguration().transferProjection(DATABASE.reads(), arrivals);

    @BeforeEach
    void clear() {
        DATABASE.clear();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void keepsAnAccountAsItsEventsMakeIt() {
        List<AccountEvent.Numbered> facts =
                List.of(
                        opened("a", new OverdraftLimit.Limited(50), Facts.START),
                        credit("a", 2, 1, 100, 100),
                        debit("a", 3, 2, 120, -20),
                        openingConflicted("a", 4, "other"),
                        openingConflicted("a", 5, null));

        for (AccountEvent.Numbered fact : facts) {
            assertThat(DATABASE.apply(accounts, 3, List.of(fact)).halt()).isNull();
            accounts.forget(3);
        }

        assertThat(views.account(account("a"))).hasValue(folded(facts));
        assertThat(views.entries(account("a"), null, true, 10))
                .hasValue(
                        List.of(
                                (AccountEvent.EntryPosted) facts.get(1),
                                (AccountEvent.EntryPosted) facts.get(2)));
    }

    @Test
    void readsWhatItDoesNotRememberForCertain() {
        DATABASE.apply(accounts, 3, List.of(opened("a"), credit("a", 2, 1, 5, 5)));
        DATABASE.execute("update account set posted = 7");

        accounts.rolledBack();
        assertThat(DATABASE.apply(accounts, 3, List.of(credit("a", 3, 2, 1, 6))).halt()).isNull();
        DATABASE.execute("update account set posted = 7");
        accounts.forget(3);
        assertThat(DATABASE.apply(accounts, 3, List.of(credit("a", 4, 3, 1, 8))).halt()).isNull();
    }

    @Test
    void movesATransferThatIsDecided() {
        DATABASE.apply(transfers, 0, List.of(received(1, "a", "b", 5), received(2, "a", "b", 5)));
        DATABASE.apply(transfers, 0, List.of(conflicted(1, 2, "other")));
        assertThat(rows("open_transfer")).isEqualTo(2);
        assertThat(rows("transfer")).isZero();

        DATABASE.apply(transfers, 0, List.of(posted(1, 3, 2, 2)));

        assertThat(rows("open_transfer")).isEqualTo(1);
        assertThat(rows("transfer")).isEqualTo(1);
        assertThat(rows("transfer_account")).isEqualTo(2);
        assertThat(views.transfer(transfer(1)).orElseThrow().conflicts().count()).isEqualTo(1);
    }

    private static long rows(String table) {
        return DATABASE.number("select count(*) from " + table);
    }

    @Test
    void keepsBalancesThatNoLongHolds() {
        BigInteger vast = BigInteger.TEN.pow(30).add(BigInteger.valueOf(70_000));
        AccountEvent.EntryPosted small = credit("a", 2, 1, 1, 1);
        DATABASE.apply(
                accounts,
                0,
                List.of(opened("a", new OverdraftLimit.Unlimited(), Facts.START), small));
        DATABASE.execute("update account set posted = -" + vast);
        accounts.forget(0);

        AccountEvent.EntryPosted next =
                new AccountEvent.EntryPosted(
                        small.rules(),
                        small.key(),
                        3,
                        small.transfer(),
                        small.kind(),
                        small.requestId(),
                        small.leg(),
                        small.action(),
                        small.direction(),
                        small.amount(),
                        vast.negate().add(BigInteger.ONE),
                        0,
                        small.postedAt(),
                        small.effectiveAt());
        assertThat(DATABASE.apply(accounts, 0, List.of(next)).halt()).isNull();

        assertThat(views.entries(account("a"), 2L, true, 10)).hasValue(List.of(next));
        assertThat(views.account(account("a")).orElseThrow().posted())
                .isEqualTo(next.balanceAfter());
    }

    @Test
    void keepsATransferAsItsEventsMakeItWhateverTheBatches() {
        List<TransferEvent.Numbered> facts =
                List.of(
                        received(1, "a", "b", 100),
                        conflicted(1, 2, "x"),
                        posted(1, 3, 5, 6),
                        conflicted(1, 4, null),
                        received(2, "a", "b", 100),
                        rejected(2, 2),
                        received(3, "a", "b", 100),
                        returned(3, 2, 9, 100),
                        received(4, "a", "b", 100));

        for (TransferEvent.Numbered fact : facts.subList(0, 4)) {
            DATABASE.apply(transfers, 0, List.of(fact));
        }
        DATABASE.apply(transfers, 0, facts.subList(4, 9));

        for (long number = 1; number <= 4; number++) {
            assertThat(views.transfer(transfer(number))).hasValue(folded(number, facts));
        }
    }

    @Test
    void ignoresRepeatsAndPassesAnswersOver() {
        AccountEvent.Opened opened = opened("a");
        AccountEvent.EntryPosted entry = credit("a", 2, 1, 100, 100);
        AccountEvent.Answer answer =
                new AccountEvent.Answer(
                        1,
                        folded(List.of(opened)),
                        List.of(new ReplyTo("me", 1).as(Standing.FIRST)));

        DATABASE.apply(accounts, 0, List.of(opened, entry, answer, opened, entry));
        DATABASE.apply(accounts, 0, List.of(answer, opened, entry));

        assertThat(DATABASE.number("select count(*) from entry")).isOne();
        assertThat(DATABASE.number("select entries from currency_total")).isOne();
        assertThat(DATABASE.number("select entry_sum from currency_total")).isEqualTo(100);
        assertThat(DATABASE.number("select accounts from currency_total")).isOne();
    }

    @Test
    void keepsWhatIsAheadAsideUntilTheMissingFactComes() {
        DATABASE.apply(accounts, 4, List.of(opened("a"), debit("a", 4, 3, 5, 15)));
        DATABASE.apply(accounts, 4, List.of(debit("a", 3, 2, 80, 20), debit("a", 4, 3, 5, 15)));
        assertThat(DATABASE.number("select count(*) from aside")).isEqualTo(2);
        assertThat(version("a")).isOne();

        Processor<AccountEvent> successor = accountProjection();
        DATABASE.apply(successor, 4, List.of(credit("a", 2, 1, 100, 100)));

        assertThat(version("a")).isEqualTo(4);
        assertThat(DATABASE.number("select count(*) from aside")).isZero();
        assertThat(DATABASE.number("select count(*) from entry")).isEqualTo(3);
    }

    @Test
    void haltsAPartitionWhoseGapIsThereForMoreThanAMinute() {
        DATABASE.apply(accounts, 4, List.of(opened("a"), debit("a", 4, 3, 5, 15)));

        assertThat(accounts.tick(4, true, NOON).fault()).isNull();
        assertThat(accounts.tick(4, true, NOON.plusSeconds(60)).fault()).isNull();
        assertThat(accounts.tick(5, true, NOON.plusSeconds(61)).fault()).isNull();
        assertThat(accounts.tick(4, true, NOON.plusSeconds(61)).fault()).contains("default/a");
    }

    @Test
    void judgesAGapOnlyWhenAllThatStandsInTheLogIsApplied() {
        DATABASE.apply(accounts, 4, List.of(opened("a"), debit("a", 4, 3, 5, 15)));
        DATABASE.apply(transfers, 4, List.of(received(1, "a", "b", 5), conflicted(1, 3, "x")));

        for (Processor<?> behind : List.of(accounts, transfers)) {
            assertThat(behind.tick(4, false, NOON).fault()).isNull();
            assertThat(behind.tick(4, false, NOON.plusSeconds(61)).fault()).isNull();
            assertThat(behind.tick(4, true, NOON.plusSeconds(62)).fault()).isNull();
            assertThat(behind.tick(4, false, NOON.plusSeconds(123)).fault()).isNull();
            assertThat(behind.tick(4, true, NOON.plusSeconds(123)).fault()).contains("default/");
        }
    }

    @Test
    void haltsForAGapThatAnotherOwnerLeft() {
        DATABASE.apply(accounts, 4, List.of(opened("a"), debit("a", 4, 3, 5, 15)));

        Processor<AccountEvent> successor = accountProjection();
        assertThat(successor.tick(4, true, NOON).fault()).isNull();
        assertThat(successor.tick(4, true, NOON.plusSeconds(61)).fault()).contains("default/a");
    }

    @Test
    void doesNotHaltForAGapThatClosed() {
        DATABASE.apply(transfers, 4, List.of(received(1, "a", "b", 5), conflicted(1, 3, "x")));
        assertThat(transfers.tick(4, true, NOON).fault()).isNull();
        DATABASE.apply(transfers, 4, List.of(posted(1, 2, 5, 6)));
        DATABASE.apply(transfers, 4, List.of(received(2, "a", "b", 5), conflicted(2, 3, "x")));

        assertThat(transfers.tick(4, true, NOON.plusSeconds(61)).fault()).isNull();
        assertThat(transfers.tick(4, true, NOON.plusSeconds(122)).fault()).contains("default/");
    }

    @Test
    void appliesWhatStandsBeforeABrokenRecordAndNothingAfterIt() {
        Applied applied =
                DATABASE.apply(
                        accounts,
                        0,
                        List.of(
                                opened("a"),
                                credit("a", 2, 1, 5, 5),
                                credit("a", 3, 2, 5, 999),
                                opened("b")));

        assertThat(applied.halt())
                .isEqualTo(
                        new Applied.Halt(
                                2,
                                "default/a, number 3: posted and held make 10 and 0, and not 999"
                                        + " and 0"));
        assertThat(version("a")).isEqualTo(2);
        assertThat(views.account(account("b"))).isEmpty();
    }

    @Test
    void letsOnePartitionHaltAndTheOthersGoOn() {
        List<Applied> applied =
                DATABASE.apply(
                        accounts,
                        List.of(batch(0, credit("a", 1, 1, 5, 5)), batch(1, opened("b"))));

        assertThat(applied)
                .extracting(Applied::halt)
                .satisfiesExactly(
                        halt -> assertThat(halt).isNotNull(), halt -> assertThat(halt).isNull());
        assertThat(version("b")).isOne();
    }

    @Test
    void showsNothingOfWhatWasRolledBack() throws Exception {
        try (var connection = DATABASE.connect()) {
            connection.setAutoCommit(false);
            accounts.apply(
                    new JdbcTransaction(connection),
                    List.of(batch(0, opened("a"), credit("a", 3, 1, 5, 5))));
            connection.rollback();
            accounts.rolledBack();
        }

        assertThat(views.account(account("a"))).isEmpty();
        assertThat(accounts.tick(0, true, NOON).fault()).isNull();
        assertThat(accounts.tick(0, true, NOON.plusSeconds(61)).fault()).isNull();
    }

    private static PartitionBatch<AccountEvent> batch(int partition, AccountEvent... facts) {
        List<SourceRecord<AccountEvent>> records = new ArrayList<>();
        for (AccountEvent fact : facts) {
            records.add(new SourceRecord<>(partition, records.size(), fact, null, null));
        }
        return new PartitionBatch<>(partition, records);
    }

    private long version(String id) {
        return views.account(account(id)).map(AccountSnapshot::version).orElse(0L);
    }

    private Processor<AccountEvent> accountProjection() {
        return new StreamConfiguration().accountProjection(DATABASE.reads(), arrivals);
    }

    private static AccountSnapshot folded(List<AccountEvent.Numbered> facts) {
        var sequence = new FactSequence<>(new AccountFold(), _ -> null, List.of());
        facts.forEach(fact -> assertThat(sequence.feed(fact)).isEmpty());
        return Optional.ofNullable(sequence.changed().get(facts.getFirst().key())).orElseThrow();
    }

    private static TransferSnapshot folded(long number, List<TransferEvent.Numbered> facts) {
        var sequence = new FactSequence<>(new TransferFold(), _ -> null, List.of());
        facts.forEach(fact -> assertThat(sequence.feed(fact)).isEmpty());
        return Optional.ofNullable(sequence.changed().get(transfer(number)))
                .map(TransferView::transfer)
                .orElseThrow();
    }
}
