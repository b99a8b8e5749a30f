package dev.kontor.query.domain;

import static dev.kontor.query.Facts.account;
import static dev.kontor.query.Facts.credit;
import static dev.kontor.query.Facts.debit;
import static dev.kontor.query.Facts.opened;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.query.Facts;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FactSequenceTest {
    private static final AccountEvent.Numbered OPENED = opened("a");
    private static final AccountEvent.Numbered SECOND = credit("a", 2, 7, 100, 100);
    private static final AccountEvent.Numbered THIRD = debit("a", 3, 8, 30, 70);
    private static final AccountEvent.Numbered FOURTH = credit("a", 4, 9, 5, 75);

    /// What comes, what is in the view after it, and what is kept aside.
    static Stream<Arguments> orders() {
        return Stream.of(
                Arguments.of(List.of(OPENED, SECOND, THIRD, FOURTH), 4, List.of()),
                Arguments.of(List.of(OPENED, OPENED, SECOND, OPENED, SECOND), 2, List.of()),
                Arguments.of(List.of(OPENED, THIRD, SECOND), 3, List.of()),
                Arguments.of(List.of(FOURTH, THIRD, SECOND, OPENED), 4, List.of()),
                Arguments.of(List.of(OPENED, FOURTH, SECOND), 2, List.of(FOURTH)),
                Arguments.of(List.of(OPENED, FOURTH, FOURTH), 1, List.of(FOURTH)),
                Arguments.of(List.of(OPENED, FOURTH, SECOND, THIRD, FOURTH), 4, List.of()),
                Arguments.of(List.of(SECOND, THIRD), 0, List.of(SECOND, THIRD)));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void bringsEachFactIntoTheViewOnceAndInOrder(
            List<AccountEvent.Numbered> coming, long version, List<AccountEvent.Numbered> aside) {
        FactSequence<AccountKey, AccountEvent.Numbered, AccountSnapshot> sequence = sequence();

        coming.forEach(fact -> assertThat(sequence.feed(fact)).isEmpty());

        assertThat(sequence.applied())
                .isEqualTo(Stream.of(OPENED, SECOND, THIRD, FOURTH).limit(version).toList());
        assertThat(sequence.newlyAside()).containsExactlyInAnyOrderElementsOf(aside);
        assertThat(sequence.waiting().isEmpty()).isEqualTo(aside.isEmpty());
    }

    @Test
    void goesOnWithWhatWasKeptAsideBefore() {
        AccountSnapshot stored = viewOf(OPENED);
        FactSequence<AccountKey, AccountEvent.Numbered, AccountSnapshot> sequence =
                new FactSequence<>(
                        new AccountFold(),
                        Map.of(account("a"), stored)::get,
                        List.of(THIRD, FOURTH));

        assertThat(sequence.feed(SECOND)).isEmpty();

        assertThat(sequence.applied()).containsExactly(SECOND, THIRD, FOURTH);
        assertThat(sequence.noLongerAside()).containsExactlyInAnyOrder(THIRD, FOURTH);
        assertThat(sequence.newlyAside()).isEmpty();
        assertThat(view(sequence).posted()).isEqualTo(BigInteger.valueOf(75));
    }

    @Test
    void ignoresRepeatsOfWhatTheStoredViewHas() {
        AccountSnapshot stored = viewOf(OPENED, SECOND);
        FactSequence<AccountKey, AccountEvent.Numbered, AccountSnapshot> sequence =
                new FactSequence<>(new AccountFold(), Map.of(account("a"), stored)::get, List.of());

        assertThat(sequence.feed(OPENED)).isEmpty();
        assertThat(sequence.feed(SECOND)).isEmpty();

        assertThat(sequence.applied()).isEmpty();
        assertThat(sequence.changed()).isEmpty();
    }

    @Test
    void takesNothingOfAFactThatLeadsToABrokenOneKeptAside() {
        FactSequence<AccountKey, AccountEvent.Numbered, AccountSnapshot> sequence = sequence();
        AccountEvent.Numbered broken = debit("a", 3, 8, 30, 99);
        assertThat(sequence.feed(OPENED)).isEmpty();
        assertThat(sequence.feed(broken)).isEmpty();

        assertThat(sequence.feed(SECOND))
                .hasValue("default/a, number 3: posted and held make 70 and 0, and not 99 and 0");

        assertThat(sequence.applied()).containsExactly(OPENED);
        assertThat(sequence.newlyAside()).containsExactly(broken);
    }

    private static FactSequence<AccountKey, AccountEvent.Numbered, AccountSnapshot> sequence() {
        return new FactSequence<>(new AccountFold(), _ -> null, List.of());
    }

    private static AccountSnapshot viewOf(AccountEvent.Numbered... facts) {
        FactSequence<AccountKey, AccountEvent.Numbered, AccountSnapshot> sequence = sequence();
        for (AccountEvent.Numbered fact : facts) {
            assertThat(sequence.feed(fact)).isEmpty();
        }
        return view(sequence);
    }

    private static AccountSnapshot view(
            FactSequence<AccountKey, AccountEvent.Numbered, AccountSnapshot> sequence) {
        return Objects.requireNonNull(sequence.changed().get(Facts.account("a")));
    }
}
