package dev.kontor.query.domain;

import static dev.kontor.query.CommandFacts.command;
import static dev.kontor.query.CommandFacts.commandConflicted;
import static dev.kontor.query.CommandFacts.decided;
import static dev.kontor.query.Facts.credit;
import static dev.kontor.query.Facts.debit;
import static dev.kontor.query.Facts.digest;
import static dev.kontor.query.Facts.entry;
import static dev.kontor.query.Facts.held;
import static dev.kontor.query.Facts.holding;
import static dev.kontor.query.Facts.opened;
import static dev.kontor.query.Facts.openingConflicted;
import static dev.kontor.query.Facts.released;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.AccountCommand;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.AccountStatus;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.OverdraftLimit;
import dev.kontor.events.model.RequestKind;
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

    @Test
    void followsWhatIsHeld() {
        AccountEvent.EntryPosted capture =
                entry(
                        holding(debit("a", 4, 1, 30, 70), 20),
                        RequestKind.CAPTURE,
                        command(1),
                        Action.CAPTURE);
        AccountSnapshot held =
                fold(opened("a"), credit("a", 2, 1, 100, 100), held("a", 3, 1, 50, 100, 50));
        assertThat(held.held()).isEqualTo(50);
        assertThat(held.posted()).isEqualTo(BigInteger.valueOf(100));
        assertThat(held.available()).isEqualTo(BigInteger.valueOf(50));

        AccountSnapshot released =
                fold(
                        opened("a"),
                        credit("a", 2, 1, 100, 100),
                        held("a", 3, 1, 50, 100, 50),
                        capture,
                        released("a", 5, 1, 20, 70, 0));
        assertThat(released.held()).isZero();
        assertThat(released.posted()).isEqualTo(BigInteger.valueOf(70));
        assertThat(released.version()).isEqualTo(5);
        assertThat(released.updatedAt()).isEqualTo(released("a", 5, 1, 20, 70, 0).at());
    }

    @Test
    void showsWhatCommandsMadeOfIt() {
        OverdraftLimit none = new OverdraftLimit.Limited(0);
        OverdraftLimit raised = new OverdraftLimit.Limited(70);
        AccountEvent.CommandDecided froze =
                decided(
                        "a",
                        3,
                        2,
                        new AccountCommand.Freeze("odd"),
                        null,
                        AccountStatus.FROZEN,
                        raised);

        AccountSnapshot account =
                fold(
                        opened("a"),
                        decided(
                                "a",
                                2,
                                1,
                                new AccountCommand.ChangeOverdraftLimit(70),
                                null,
                                AccountStatus.OPEN,
                                raised),
                        froze,
                        commandConflicted("a", 4, 1, "x"));

        assertThat(account.opening().overdraftLimit()).isEqualTo(none);
        assertThat(account.overdraftLimit()).isEqualTo(raised);
        assertThat(account.available()).isEqualTo(BigInteger.valueOf(70));
        assertThat(account.status()).isEqualTo(AccountStatus.FROZEN);
        assertThat(account.version()).isEqualTo(4);
        assertThat(account.conflicts()).isEqualTo(Conflicts.NONE);
    }

    static Stream<Arguments> contradictions() {
        return Stream.of(
                Arguments.of(List.of(credit("a", 1, 1, 5, 5)), "begins without being opened"),
                Arguments.of(List.of(opened("a"), opened("a")), "opened a second time"),
                Arguments.of(
                        List.of(opened("a"), credit("a", 2, 1, 5, 6)),
                        "make 5 and 0, and not 6 and 0"),
                Arguments.of(
                        List.of(opened("a"), held("a", 2, 1, 5, 0, 6)),
                        "make 0 and 5, and not 0 and 6"),
                Arguments.of(
                        List.of(opened("a"), held("a", 2, 1, 5, 1, 5)),
                        "make 0 and 5, and not 1 and 5"),
                Arguments.of(
                        List.of(opened("a"), holding(credit("a", 2, 1, 5, 5), 1)),
                        "make 5 and 0, and not 5 and 1"));
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
