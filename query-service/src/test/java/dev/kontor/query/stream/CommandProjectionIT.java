package dev.kontor.query.stream;

import static dev.kontor.query.CommandFacts.command;
import static dev.kontor.query.CommandFacts.commandConflicted;
import static dev.kontor.query.CommandFacts.decided;
import static dev.kontor.query.CommandFacts.done;
import static dev.kontor.query.CommandFacts.refused;
import static dev.kontor.query.Facts.account;
import static dev.kontor.query.Facts.authorized;
import static dev.kontor.query.Facts.credit;
import static dev.kontor.query.Facts.debit;
import static dev.kontor.query.Facts.digest;
import static dev.kontor.query.Facts.entry;
import static dev.kontor.query.Facts.expired;
import static dev.kontor.query.Facts.held;
import static dev.kontor.query.Facts.holding;
import static dev.kontor.query.Facts.opened;
import static dev.kontor.query.Facts.posting;
import static dev.kontor.query.Facts.progress;
import static dev.kontor.query.Facts.received;
import static dev.kontor.query.Facts.receivedManual;
import static dev.kontor.query.Facts.released;
import static dev.kontor.query.Facts.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.AccountCommand;
import dev.kontor.events.model.AccountCommandSnapshot;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.AccountStatus;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.OverdraftLimit;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.RequestKind;
import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferCommandSnapshot;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.events.model.TransferStatus;
import dev.kontor.processing.Processor;
import dev.kontor.query.CommandFacts;
import dev.kontor.query.ViewDatabase;
import dev.kontor.query.domain.AccountFold;
import dev.kontor.query.domain.FactSequence;
import dev.kontor.query.domain.TransferFold;
import dev.kontor.query.domain.TransferView;
import dev.kontor.query.store.Arrivals;
import dev.kontor.query.store.TransferFilter;
import dev.kontor.query.store.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What holds, captures, reversals and commands leave in the views.
class CommandProjectionIT {
    private static final ViewDatabase DATABASE = new ViewDatabase();

    private final Views views = new Views(DATABASE.reads());
    private final Arrivals arrivals = new Arrivals(10);
    private final Processor<AccountEvent> accounts =
            new StreamConfiguration().accountProjection(DATABASE.reads(), arrivals);
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

    /// In batches of some size, each of which begins with nothing in memory if that is even.
    private static <R> void applyAll(Processor<R> processor, List<? extends R> facts, int batch) {
        processor.forget(0);
        for (int from = 0; from < facts.size(); from += batch) {
            List<? extends R> some = facts.subList(from, Math.min(facts.size(), from + batch));
            assertThat(DATABASE.apply(processor, 0, some).halt()).isNull();
            if (batch % 2 == 0) {
                processor.forget(0);
            }
        }
    }

    @Test
    void keepsAnAuthorizationAsItsEventsMakeItWhateverTheBatches() {
        var capture = done(1, new TransferCommand.Capture(60L, false), 60L);
        var reversal = done(2, new TransferCommand.Reversal(null, "oops"), 60L);
        var refused = refused(3, new TransferCommand.Void(), Refusal.EXPIRED);
        List<TransferEvent.Numbered> facts =
                List.of(
                        receivedManual(1, "a", "b", 100),
                        authorized(1, 2, posting(0, Action.HOLD, 2)),
                        decided(
                                1,
                                3,
                                capture,
                                progress(TransferStatus.AUTHORIZED, 60, 0, 0),
                                posting(0, Action.CAPTURE, 3),
                                posting(1, Action.POST_CREDIT, 2)),
                        expired(
                                1,
                                4,
                                progress(TransferStatus.POSTED, 60, 40, 0),
                                posting(0, Action.RELEASE, 4)),
                        decided(
                                1,
                                5,
                                reversal,
                                progress(TransferStatus.POSTED, 60, 40, 60),
                                posting(0, Action.POST_CREDIT, 5),
                                posting(0, Action.SUSPENSE, 2),
                                posting(1, Action.POST_DEBIT, 3)),
                        decided(1, 6, refused, progress(TransferStatus.POSTED, 60, 40, 60)));

        for (int batch = 1; batch <= facts.size(); batch++) {
            DATABASE.clear();
            applyAll(transfers, facts, batch);

            TransferSnapshot shown = views.transfer(transfer(1)).orElseThrow();
            assertThat(shown)
                    .usingRecursiveComparison()
                    .ignoringFields("commands")
                    .isEqualTo(folded(1, facts));
            assertThat(shown.commands()).containsExactly(capture, reversal, refused);
        }
    }

    @Test
    void countsTheConflictsOfACommandOnce() {
        var content = new TransferCommand.Capture(null, true);
        TransferCommandSnapshot plain = done(1, content, 100L);
        var lostOne =
                new TransferCommandSnapshot(
                        plain.id(),
                        content,
                        100L,
                        plain.status(),
                        null,
                        plain.digest(),
                        Conflicts.NONE.plus(digest("x")),
                        plain.receivedAt(),
                        plain.at());
        List<TransferEvent.Numbered> facts =
                List.of(
                        receivedManual(1, "a", "b", 100),
                        authorized(1, 2, posting(0, Action.HOLD, 2)),
                        commandConflicted(1, 3, 1, "x"), // while it is not decided
                        decided(1, 4, lostOne, progress(TransferStatus.POSTED, 100, 0, 0)),
                        commandConflicted(1, 5, 1, "y"),
                        commandConflicted(1, 6, 1, null));

        for (int batch = 1; batch <= facts.size(); batch++) {
            DATABASE.clear();
            applyAll(transfers, facts, batch);

            assertThat(views.transfer(transfer(1)).orElseThrow().commands())
                    .extracting(TransferCommandSnapshot::conflicts)
                    .containsExactly(new Conflicts(3, List.of(digest("x"), digest("y"))));
        }
    }

    @Test
    void keepsCommandsOnAccounts() {
        OverdraftLimit none = new OverdraftLimit.Limited(0);
        OverdraftLimit raised = new OverdraftLimit.Limited(7);
        var froze =
                CommandFacts.decided(
                        "a",
                        2,
                        1,
                        new AccountCommand.Freeze("odd \\ \"é\""),
                        null,
                        AccountStatus.FROZEN,
                        none);
        var raise =
                CommandFacts.decided(
                        "a",
                        3,
                        2,
                        new AccountCommand.ChangeOverdraftLimit(7),
                        null,
                        AccountStatus.FROZEN,
                        raised);
        var refusedClose =
                CommandFacts.decided(
                        "a",
                        4,
                        3,
                        new AccountCommand.Close(null),
                        Refusal.INVALID_STATE,
                        AccountStatus.FROZEN,
                        raised);
        List<AccountEvent.Numbered> facts =
                List.of(
                        opened("a"),
                        froze,
                        raise,
                        refusedClose,
                        CommandFacts.commandConflicted("a", 5, 2, "x"),
                        CommandFacts.commandConflicted("a", 6, 2, null));

        for (int batch = 1; batch <= facts.size(); batch++) {
            DATABASE.clear();
            applyAll(accounts, facts, batch);

            assertThat(views.account(account("a"))).hasValue(folded(facts));
            assertThat(shown(1)).isEqualTo(froze.command());
            assertThat(shown(3)).isEqualTo(refusedClose.command());
            assertThat(shown(2).content()).isEqualTo(raise.command().content());
            assertThat(shown(2).conflicts()).isEqualTo(new Conflicts(2, List.of(digest("x"))));
        }
        assertThat(views.accountCommand(account("a"), command(4))).isEmpty();
        assertThat(views.accountCommand(account("b"), command(1))).isEmpty();
    }

    @Test
    void keepsOfEachEntryWhatItBelongsTo() {
        List<AccountEvent.Numbered> facts =
                List.of(
                        opened("a"),
                        held("a", 2, 1, 50, 0, 50),
                        entry(
                                holding(debit("a", 3, 1, 30, -30), 20),
                                RequestKind.CAPTURE,
                                command(1),
                                Action.CAPTURE),
                        released("a", 4, 1, 20, -30, 0),
                        entry(
                                credit("a", 5, 1, 30, 0),
                                RequestKind.REVERSAL,
                                command(2),
                                Action.POST_CREDIT),
                        entry(credit("a", 6, 2, 5, 5), RequestKind.TRANSFER, null, Action.RETURN));

        DATABASE.apply(accounts, 0, facts);

        assertThat(views.account(account("a"))).hasValue(folded(facts));
        assertThat(views.entries(account("a"), null, true, 10).orElseThrow())
                .isEqualTo(List.of(facts.get(2), facts.get(4), facts.get(5)));
    }

    @Test
    void listsTheLastCommandsOfATransferAndShowsAllOfThem() {
        List<TransferEvent.Numbered> facts = new ArrayList<>(List.of(received(1, "a", "b", 5)));
        for (int i = 2; i <= 160; i++) {
            facts.add(
                    decided(
                            1,
                            i,
                            refused(i, new TransferCommand.Void(), Refusal.INVALID_STATE),
                            progress(TransferStatus.RECEIVED, 0, 0, 0)));
        }
        facts.add(received(2, "a", "b", 5));
        DATABASE.apply(transfers, 0, facts);

        assertThat(views.transfer(transfer(1)).orElseThrow().commands())
                .extracting(TransferCommandSnapshot::id)
                .hasSize(159)
                .startsWith(command(2), command(3));
        assertThat(
                        views.transfers(
                                Tenant.DEFAULT,
                                new TransferFilter(null, null, null, null),
                                null,
                                true,
                                10))
                .extracting(TransferSnapshot::commands)
                .satisfiesExactly(
                        first ->
                                assertThat(first)
                                        .extracting(TransferCommandSnapshot::id)
                                        .hasSize(100)
                                        .startsWith(command(61))
                                        .endsWith(command(160)),
                        second -> assertThat(second).isEmpty());
    }

    private AccountCommandSnapshot shown(long command) {
        return views.accountCommand(account("a"), command(command)).orElseThrow().command();
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
