package dev.kontor.query.store;

import static dev.kontor.query.CommandFacts.command;
import static dev.kontor.query.CommandFacts.decided;
import static dev.kontor.query.CommandFacts.done;
import static dev.kontor.query.CommandFacts.refused;
import static dev.kontor.query.Facts.authorized;
import static dev.kontor.query.Facts.credit;
import static dev.kontor.query.Facts.debit;
import static dev.kontor.query.Facts.entry;
import static dev.kontor.query.Facts.opened;
import static dev.kontor.query.Facts.posted;
import static dev.kontor.query.Facts.postedWith;
import static dev.kontor.query.Facts.posting;
import static dev.kontor.query.Facts.progress;
import static dev.kontor.query.Facts.received;
import static dev.kontor.query.Facts.receivedManual;
import static dev.kontor.query.Facts.returned;
import static dev.kontor.query.Facts.returnedWith;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.OverdraftLimit;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.RequestKind;
import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.model.TransferStatus;
import dev.kontor.query.Facts;
import dev.kontor.query.ViewDatabase;
import dev.kontor.query.stream.Projections;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Money in flight is told from money lost, whichever view is ahead.
class TrialBalanceIT {
    private static final String SUSPENSE = "suspense:EUR";
    private static final ViewDatabase DATABASE = new ViewDatabase();

    private final Views views = new Views(DATABASE.reads());
    private final Projections projections = new Projections(DATABASE);

    @BeforeEach
    void clear() {
        DATABASE.clear();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void sumsToZeroWithWhatIsInFlight() {
        projections.accounts(0, List.of(opened("a"), credit("a", 2, 1, 500, 500)));
        assertThat(balance()).isEqualTo(balance(500, -500, 1, 1, 1));

        projections.accounts(
                1,
                List.of(
                        opened("out", new OverdraftLimit.Unlimited(), Facts.START),
                        debit("out", 2, 1, 500, -500)));
        assertThat(balance()).isEqualTo(balance(0, 0, 0, 2, 2));

        projections.accounts(0, List.of(debit("a", 3, 2, 70, 430)));
        assertThat(balance()).isEqualTo(balance(-70, 70, 1, 2, 3));

        projections.transfers(0, List.of(received(2, "a", "out", 70)));
        assertThat(balance()).isEqualTo(balance(-70, 70, 1, 2, 3));
    }

    @Test
    void countsAsInFlightWhatIsPostedButNotAllThereYet() {
        projections.accounts(0, List.of(opened("a")));
        projections.accounts(1, List.of(opened("b")));
        projections.transfers(0, List.of(received(1, "a", "b", 70), posted(1, 2, 2, 2)));

        projections.accounts(0, List.of(debit("a", 2, 1, 70, -70)));
        assertThat(balance()).isEqualTo(balance(-70, 70, 1, 2, 1));

        projections.accounts(1, List.of(credit("b", 2, 1, 70, 70)));
        assertThat(balance()).isEqualTo(balance(0, 0, 0, 2, 2));
    }

    @Test
    void doesNotExplainAwayMoneyThatIsLost() {
        projections.accounts(0, List.of(opened("a"), debit("a", 2, 1, 70, -70)));
        projections.accounts(1, List.of(opened("b"), credit("b", 2, 1, 60, 60)));
        projections.transfers(0, List.of(received(1, "a", "b", 70), posted(1, 2, 2, 2)));

        assertThat(balance()).isEqualTo(balance(-10, 0, 0, 2, 2));
    }

    @Test
    void countsWhatACaptureMovesOnItsOwn() {
        open("a", "b");
        transfers(
                receivedManual(1, "a", "b", 100),
                authorized(1, 2),
                capture(1, 3, 1, 30, TransferStatus.AUTHORIZED, 2, 2));
        accounts(of(RequestKind.CAPTURE, 1, debit("a", 2, 1, 30, -30)));
        accounts(of(RequestKind.CAPTURE, 1, credit("b", 2, 1, 30, 30)));
        assertThat(balance()).isEqualTo(balance(0, 0, 0, 2, 2));

        // The next is ahead of its decision, then of its other half.
        accounts(of(RequestKind.CAPTURE, 2, debit("a", 3, 1, 20, -50)));
        assertThat(balance()).isEqualTo(balance(-20, 20, 1, 2, 3));
        transfers(capture(1, 4, 2, 50, TransferStatus.POSTED, 3, 3));
        assertThat(balance()).isEqualTo(balance(-20, 20, 1, 2, 3));

        accounts(of(RequestKind.CAPTURE, 2, credit("b", 3, 1, 15, 45)));
        assertThat(balance()).as("5 are lost").isEqualTo(balance(-5, 0, 0, 2, 4));
    }

    @Test
    void countsAsInFlightWhatAReversalMovesOfAPostedTransfer() {
        open("a", "b");
        transfers(received(1, "a", "b", 70), posted(1, 2, 2, 2));
        accounts(debit("a", 2, 1, 70, -70));
        accounts(credit("b", 2, 1, 70, 70));

        accounts(of(RequestKind.REVERSAL, 1, debit("b", 3, 1, 70, 0)));
        assertThat(balance()).isEqualTo(balance(-70, 70, 1, 2, 3));

        accounts(of(RequestKind.REVERSAL, 1, credit("a", 3, 1, 70, 0)));
        transfers(reversal(1, 3, 1, 70, 3, 3));
        assertThat(balance()).isEqualTo(balance(0, 0, 0, 2, 4));
    }

    @Test
    void doesNotLetAReversalHideWhatItsTransferLost() {
        open("a", "b");
        transfers(received(1, "a", "b", 70), posted(1, 2, 2, 2));
        accounts(debit("a", 2, 1, 70, -70));
        accounts(credit("b", 2, 1, 60, 60));
        assertThat(balance()).isEqualTo(balance(-10, 0, 0, 2, 2));

        // Its legs name versions now that have not come.
        transfers(reversal(1, 3, 1, 10, 3, 3));
        assertThat(balance()).isEqualTo(balance(-10, 0, 0, 2, 2));

        // As much is in flight as is lost.
        accounts(of(RequestKind.REVERSAL, 1, credit("a", 3, 1, 10, -60)));
        assertThat(balance()).isEqualTo(balance(0, -10, 1, 2, 3));
    }

    @Test
    void takesForDecidedNoTransferOfWhichOnlyACommandIs() {
        open("a", "b");
        accounts(debit("a", 2, 1, 70, -70));
        transfers(
                received(1, "a", "b", 70),
                decided(
                        1,
                        2,
                        refused(1, new TransferCommand.Void(), Refusal.INVALID_STATE),
                        progress(TransferStatus.RECEIVED, 0, 0, 0)));

        assertThat(balance()).isEqualTo(balance(-70, 70, 1, 2, 1));
    }

    @Test
    void waitsForWhatWentToSuspense() {
        open("a", "b", SUSPENSE);
        accounts(debit("a", 2, 1, 70, -70));
        transfers(
                received(1, "a", "b", 70),
                returnedWith(
                        1,
                        2,
                        70,
                        posting(0, Action.POST_DEBIT, 2),
                        posting(0, Action.SUSPENSE, 2)));
        assertThat(balance()).isEqualTo(balance(-70, 70, 1, 3, 1));

        accounts(credit(SUSPENSE, 2, 1, 60, 60));
        assertThat(balance()).as("10 are lost").isEqualTo(balance(-10, 0, 0, 3, 2));
    }

    @Test
    void waitsForAReturnThatIsNamedAndForOneThatIsNot() {
        open("a", "b");
        accounts(debit("a", 2, 1, 70, -70), debit("a", 3, 2, 50, -120));
        transfers(
                received(1, "a", "b", 70),
                returnedWith(
                        1, 2, 70, posting(0, Action.POST_DEBIT, 2), posting(0, Action.RETURN, 4)),
                received(2, "a", "b", 50),
                returned(2, 2, 3, 50));
        assertThat(balance()).isEqualTo(balance(-120, 120, 2, 2, 2));

        accounts(credit("a", 4, 1, 69, -51), credit("a", 5, 3, 1, -50));
        assertThat(balance())
                .as("1 of the first is lost, the second is not told, and 1 came from nowhere")
                .isEqualTo(balance(-50, 49, 2, 2, 4));
    }

    @Test
    void countsAsInFlightWhatIsReturnedInPart() {
        open("a", "b");
        accounts(debit("a", 2, 1, 70, -70));
        transfers(
                received(1, "a", "b", 70),
                postedWith(
                        1,
                        2,
                        30,
                        posting(0, Action.POST_DEBIT, 2),
                        posting(0, Action.RETURN, 3),
                        posting(1, Action.POST_CREDIT, 2)));
        accounts(credit("b", 2, 1, 40, 40));
        assertThat(balance()).isEqualTo(balance(-30, 30, 1, 2, 2));

        accounts(credit("a", 3, 1, 30, -40));
        assertThat(balance()).isEqualTo(balance(0, 0, 0, 2, 3));
    }

    @Test
    void removesWhatBalancesAndChangesNoAnswerByIt() {
        projections.accounts(0, List.of(opened("a")));
        projections.accounts(
                1, List.of(opened("out", new OverdraftLimit.Unlimited(), Facts.START)));
        projections.accounts(0, entries("a", 2, 4_000));
        List<AccountEvent> debits = new ArrayList<>();
        for (long version = 2; version < 3_902; version++) {
            debits.add(debit("out", version, version, 1, 1 - version));
        }
        projections.accounts(1, debits);

        assertThat(DATABASE.number("select sum(cardinality(transfer_id)) from imbalance"))
                .isEqualTo(100);
        assertThat(balance()).isEqualTo(balance(100, -100, 100, 2, 7_900));
    }

    private void open(String... accounts) {
        for (String account : accounts) {
            accounts(opened(account));
        }
    }

    private void accounts(AccountEvent... facts) {
        projections.accounts(0, List.of(facts));
    }

    private void transfers(TransferEvent... facts) {
        projections.transfers(0, List.of(facts));
    }

    private static AccountEvent of(RequestKind kind, long command, AccountEvent.EntryPosted entry) {
        return entry(entry, kind, command(command), entry.action());
    }

    private static TransferEvent capture(
            long transfer,
            long number,
            long command,
            long captured,
            TransferStatus status,
            long debitVersion,
            long creditVersion) {
        return decided(
                transfer,
                number,
                done(command, new TransferCommand.Capture(captured, false), captured),
                progress(status, captured, 0, 0),
                posting(0, Action.POST_DEBIT, debitVersion),
                posting(1, Action.POST_CREDIT, creditVersion));
    }

    private static TransferEvent reversal(
            long transfer,
            long number,
            long command,
            long amount,
            long debitVersion,
            long creditVersion) {
        return decided(
                transfer,
                number,
                done(command, new TransferCommand.Reversal(amount, null), amount),
                progress(TransferStatus.POSTED, 70, 0, amount),
                posting(0, Action.POST_CREDIT, creditVersion),
                posting(1, Action.POST_DEBIT, debitVersion));
    }

    private CurrencyBalance balance() {
        return views.trialBalance(Tenant.DEFAULT).getFirst();
    }

    private static CurrencyBalance balance(
            long sum, long inFlight, long transfers, long accounts, long entries) {
        return new CurrencyBalance(
                "EUR",
                BigInteger.valueOf(sum),
                BigInteger.valueOf(inFlight),
                transfers,
                accounts,
                entries);
    }

    private static List<AccountEvent> entries(String account, long fromVersion, int count) {
        return LongStream.range(fromVersion, fromVersion + count)
                .<AccountEvent>mapToObj(
                        version -> credit(account, version, version, 1, version - 1))
                .toList();
    }
}
