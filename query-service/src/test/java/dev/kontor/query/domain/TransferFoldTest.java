package dev.kontor.query.domain;

import static dev.kontor.query.Facts.conflicted;
import static dev.kontor.query.Facts.digest;
import static dev.kontor.query.Facts.posted;
import static dev.kontor.query.Facts.received;
import static dev.kontor.query.Facts.rejected;
import static dev.kontor.query.Facts.returned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.LegResult;
import dev.kontor.events.model.Refusal;
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
        assertThat(transfer.capturedAmount()).isZero();
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
