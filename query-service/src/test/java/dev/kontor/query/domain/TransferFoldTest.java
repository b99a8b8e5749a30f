package dev.kontor.query.domain;

import static dev.kontor.query.CommandFacts.commandConflicted;
import static dev.kontor.query.CommandFacts.decided;
import static dev.kontor.query.CommandFacts.done;
import static dev.kontor.query.CommandFacts.refused;
import static dev.kontor.query.Facts.authorized;
import static dev.kontor.query.Facts.conflicted;
import static dev.kontor.query.Facts.digest;
import static dev.kontor.query.Facts.expired;
import static dev.kontor.query.Facts.posted;
import static dev.kontor.query.Facts.postedWith;
import static dev.kontor.query.Facts.posting;
import static dev.kontor.query.Facts.progress;
import static dev.kontor.query.Facts.received;
import static dev.kontor.query.Facts.receivedManual;
import static dev.kontor.query.Facts.rejected;
import static dev.kontor.query.Facts.returned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.Action;
import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.LegResult;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.events.model.TransferStatus;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TransferFoldTest {
    private final TransferFold fold = new TransferFold();

    @Test
    void showsWhatWasAskedUntilItIsDecided() {
        TransferSnapshot transfer = fold(received(1, "a", "b", 100));

        assertThat(transfer.status()).isEqualTo(TransferStatus.RECEIVED);
        assertThat(transfer.request()).isEqualTo(received(1, "a", "b", 100).request());
        assertThat(transfer.decidedAt()).isNull();
    }

    @Test
    void showsWhatPostingDid() {
        TransferSnapshot transfer = fold(received(1, "a", "b", 100), posted(1, 2, 5, 6));

        assertThat(transfer.status()).isEqualTo(TransferStatus.POSTED);
        assertThat(transfer.results()).isEqualTo(posted(1, 2, 5, 6).results());
        assertThat(transfer.capturedAmount()).isEqualTo(100);
        assertThat(transfer.decidedAt()).isEqualTo(posted(1, 2, 5, 6).decidedAt());
    }

    @Test
    void showsWhyItWasRejected() {
        TransferSnapshot transfer = fold(received(1, "a", "b", 100), rejected(1, 2));

        assertThat(transfer.status()).isEqualTo(TransferStatus.REJECTED);
        assertThat(Objects.requireNonNull(transfer.rejection()).refusal())
                .isEqualTo(Refusal.INSUFFICIENT_FUNDS);
        assertThat(transfer.capturedAmount()).isZero();
    }

    @Test
    void showsWhatWasReturned() {
        TransferSnapshot transfer = fold(received(1, "a", "b", 100), returned(1, 2, 9, 100));

        assertThat(transfer.status()).isEqualTo(TransferStatus.RETURNED);
        assertThat(transfer.returnedAmount()).isEqualTo(100);
        assertThat(transfer.capturedAmount()).isEqualTo(100);
        assertThat(transfer.results()).extracting(LegResult::version).containsExactly(9L);
    }

    @Test
    void countsRequestsThatLostBeforeAndAfterTheDecision() {
        TransferSnapshot transfer =
                fold(
                        received(1, "a", "b", 100),
                        conflicted(1, 2, "x"),
                        posted(1, 3, 5, 6),
                        conflicted(1, 4, "y"),
                        conflicted(1, 5, null));

        assertThat(transfer.conflicts())
                .isEqualTo(new Conflicts(3, List.of(digest("x"), digest("y"))));
        assertThat(transfer.status()).isEqualTo(TransferStatus.POSTED);
    }

    @Test
    void showsHowAnAuthorizationIsCapturedAndReversed() {
        var manual = receivedManual(1, "a", "b", 100);
        var held = authorized(1, 2, posting(0, Action.HOLD, 7));
        TransferSnapshot authorized = fold(manual, held);
        assertThat(authorized.status()).isEqualTo(TransferStatus.AUTHORIZED);
        assertThat(authorized.decidedAt()).isEqualTo(held.decidedAt());
        assertThat(authorized.capturedAmount()).isZero();
        assertThat(authorized.results()).extracting(LegResult::version).containsExactly(7L);

        var captured =
                decided(
                        1,
                        3,
                        done(1, new TransferCommand.Capture(60L, true), 60L),
                        progress(TransferStatus.POSTED, 60, 40, 0),
                        posting(0, Action.CAPTURE, 8),
                        posting(0, Action.RELEASE, 9),
                        posting(1, Action.POST_CREDIT, 4));
        TransferSnapshot posted = fold(manual, held, captured);
        assertThat(posted.status()).isEqualTo(TransferStatus.POSTED);
        assertThat(posted.capturedAmount()).isEqualTo(60);
        assertThat(posted.releasedAmount()).isEqualTo(40);
        assertThat(posted.decidedAt()).isEqualTo(held.decidedAt());
        assertThat(posted.results()).extracting(LegResult::version).containsExactly(9L, 4L);

        var reversed =
                decided(
                        1,
                        4,
                        done(2, new TransferCommand.Reversal(null, "oops"), 60L),
                        progress(TransferStatus.POSTED, 60, 40, 60),
                        posting(0, Action.POST_CREDIT, 12),
                        posting(1, Action.POST_DEBIT, 11));
        TransferSnapshot last = fold(manual, held, captured, reversed);
        assertThat(last.reversedAmount()).isEqualTo(60);
        assertThat(last.results()).extracting(LegResult::version).containsExactly(12L, 11L);
    }

    @Test
    void showsOfEachLegTheNewestOfItsOwnAccount() {
        TransferSnapshot transfer =
                fold(
                        received(1, "a", "b", 100),
                        postedWith(
                                1,
                                2,
                                60,
                                posting(0, Action.POST_DEBIT, 7),
                                posting(0, Action.RETURN, 9),
                                posting(0, Action.SUSPENSE, 50)));

        assertThat(transfer.results()).extracting(LegResult::version).containsExactly(9L);
        assertThat(transfer.capturedAmount()).isEqualTo(100);
        assertThat(transfer.returnedAmount()).isEqualTo(60);
        assertThat(Objects.requireNonNull(transfer.rejection()).refusal())
                .isEqualTo(Refusal.ACCOUNT_CLOSED);
    }

    @Test
    void endsByTime() {
        TransferSnapshot transfer =
                fold(
                        receivedManual(1, "a", "b", 100),
                        authorized(1, 2, posting(0, Action.HOLD, 7)),
                        expired(
                                1,
                                3,
                                progress(TransferStatus.EXPIRED, 0, 100, 0),
                                posting(0, Action.RELEASE, 8)));

        assertThat(transfer.status()).isEqualTo(TransferStatus.EXPIRED);
        assertThat(transfer.releasedAmount()).isEqualTo(100);
        assertThat(transfer.results()).extracting(LegResult::version).containsExactly(8L);
    }

    @Test
    void staysAsItIsWhenACommandIsRefusedAtOnce() {
        var refused =
                decided(
                        1,
                        2,
                        refused(1, new TransferCommand.Void(), Refusal.INVALID_STATE),
                        progress(TransferStatus.RECEIVED, 0, 0, 0));
        TransferSnapshot transfer =
                fold(received(1, "a", "b", 100), refused, commandConflicted(1, 3, 1, "x"));

        assertThat(transfer).isEqualTo(fold(received(1, "a", "b", 100)));
    }

    static Stream<Arguments> contradictions() {
        TransferEvent.Received received = received(1, "a", "b", 100);
        return Stream.of(
                Arguments.of(List.of(), posted(1, 1, 5, 6), "begins without being received"),
                Arguments.of(List.of(received), received, "received a second time"),
                Arguments.of(
                        List.of(received, rejected(1, 2)), posted(1, 3, 5, 6), "decided already"),
                Arguments.of(
                        List.of(received, posted(1, 2, 5, 6)), rejected(1, 3), "decided already"),
                Arguments.of(
                        List.of(received, posted(1, 2, 5, 6)),
                        returned(1, 3, 5, 100),
                        "decided already"),
                Arguments.of(
                        List.of(received, posted(1, 2, 5, 6)), authorized(1, 3), "decided already"),
                Arguments.of(
                        List.of(received),
                        postedWith(1, 2, 0, posting(2, Action.POST_DEBIT, 5)),
                        "of other legs"),
                Arguments.of(
                        List.of(received, authorized(1, 2)),
                        expired(
                                1,
                                3,
                                progress(TransferStatus.EXPIRED, 0, 100, 0),
                                posting(-1, Action.RELEASE, 5)),
                        "of other legs"),
                Arguments.of(
                        List.of(received),
                        expired(1, 2, progress(TransferStatus.EXPIRED, 0, 100, 0)),
                        "a transfer that is RECEIVED does not become EXPIRED"),
                Arguments.of(
                        List.of(received, posted(1, 2, 5, 6)),
                        expired(1, 3, progress(TransferStatus.EXPIRED, 0, 100, 0)),
                        "a transfer that is POSTED does not become EXPIRED"),
                Arguments.of(
                        List.of(received),
                        new TransferEvent.Posted(
                                1,
                                received.key(),
                                2,
                                List.of(new LegResult(0, 1, BigInteger.ONE)),
                                List.of(),
                                0,
                                null,
                                received.request().receivedAt()),
                        "not one for each leg"));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void refusesWhatContradictsTheFactsBefore(
            List<TransferEvent.Numbered> before, TransferEvent.Numbered fact, String reason) {
        TransferView view = null;
        for (TransferEvent.Numbered each : before) {
            view = changed(view, each);
        }

        assertThat(fold.apply(view, fact))
                .isInstanceOfSatisfying(
                        Folded.Broken.class,
                        broken -> assertThat(broken.reason()).contains(reason));
    }

    private TransferSnapshot fold(TransferEvent.Numbered first, TransferEvent.Numbered... more) {
        TransferView view = changed(null, first);
        for (TransferEvent.Numbered fact : more) {
            view = changed(view, fact);
        }
        return view.transfer();
    }

    private TransferView changed(@Nullable TransferView view, TransferEvent.Numbered fact) {
        if (fold.apply(view, fact) instanceof Folded.Changed<TransferView>(TransferView now)) {
            return now;
        }
        throw new AssertionError("refused: " + fact);
    }
}
