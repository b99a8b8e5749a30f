package dev.kontor.query.domain;

import static dev.kontor.query.Facts.credit;
import static dev.kontor.query.Facts.debit;
import static dev.kontor.query.Facts.digest;
import static dev.kontor.query.Facts.opened;
import static dev.kontor.query.Facts.openingConflicted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.Conflicts;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AccountFoldTest {
    private final AccountFold fold = new AccountFold();

    @Test
    void showsTheBalanceAfterTheLastEntry() {
        AccountSnapshot account =
                fold(opened("a"), credit("a", 2, 1, 100, 100), debit("a", 3, 2, 40, 60));

        assertThat(account.posted()).isEqualTo(BigInteger.valueOf(60));
        assertThat(account.version()).isEqualTo(3);
        assertThat(account.openedAt()).isEqualTo(opened("a").at());
        assertThat(account.updatedAt()).isEqualTo(debit("a", 3, 2, 40, 60).postedAt());
    }

    @Test
    void countsOpeningsThatLost() {
        AccountSnapshot account =
                fold(
                        opened("a"),
                        openingConflicted("a", 2, "other"),
                        openingConflicted("a", 3, null),
                        openingConflicted("a", 4, "another"));

        assertThat(account.conflicts())
                .isEqualTo(new Conflicts(3, List.of(digest("other"), digest("another"))));
        assertThat(account.version()).isEqualTo(4);
    }

    static Stream<Arguments> contradictions() {
        return Stream.of(
                Arguments.of(List.of(credit("a", 1, 1, 5, 5)), "begins without being opened"),
                Arguments.of(List.of(opened("a"), opened("a")), "opened a second time"),
                Arguments.of(
                        List.of(opened("a"), credit("a", 2, 1, 5, 6)),
                        "0 and an entry of 5 do not make 6"));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void refusesWhatContradictsTheFactsBefore(List<AccountEvent.Numbered> facts, String reason) {
        AccountSnapshot before = null;
        if (facts.size() > 1) {
            before = fold(facts.getFirst());
        }
        Folded<AccountSnapshot> folded = fold.apply(before, facts.getLast());

        assertThat(folded)
                .isInstanceOfSatisfying(
                        Folded.Broken.class,
                        broken -> assertThat(broken.reason()).contains(reason));
    }

    private AccountSnapshot fold(AccountEvent.Numbered... facts) {
        AccountSnapshot view = null;
        for (AccountEvent.Numbered fact : facts) {
            if (!(fold.apply(view, fact) instanceof Folded.Changed<AccountSnapshot>(var now))) {
                throw new AssertionError("refused: " + fact);
            }
            view = now;
        }
        if (view == null) {
            throw new AssertionError("no facts");
        }
        return view;
    }
}
