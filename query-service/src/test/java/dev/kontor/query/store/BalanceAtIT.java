package dev.kontor.query.store;

import static dev.kontor.query.CommandFacts.decided;
import static dev.kontor.query.Facts.account;
import static dev.kontor.query.Facts.credit;
import static dev.kontor.query.Facts.held;
import static dev.kontor.query.Facts.opened;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.AccountCommand;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.AccountStatus;
import dev.kontor.events.model.OverdraftLimit;
import dev.kontor.query.Facts;
import dev.kontor.query.ViewDatabase;
import dev.kontor.query.domain.AccountFold;
import dev.kontor.query.domain.FactSequence;
import dev.kontor.query.stream.Projections;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BalanceAtIT {
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

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void isWhatTheFactsUntilThenMake(long seed) {
        List<AccountEvent.Numbered> facts = new AccountHistory("a", seed).facts(300);
        projections.accounts(0, List.copyOf(facts.subList(0, 120)));
        projections.accounts(0, List.copyOf(facts.subList(120, facts.size())));
        projections.accounts(0, List.copyOf(new AccountHistory("b", seed + 100).facts(300)));

        List<Instant> times = facts.stream().map(AccountHistory::timeOf).distinct().toList();
        assertThat(times).hasSizeLessThan(facts.size());
        for (Instant time : times) {
            for (Instant at : List.of(time.minusNanos(1_000), time, time.plusNanos(1_000))) {
                List<AccountEvent.Numbered> until =
                        facts.stream()
                                .filter(fact -> !AccountHistory.timeOf(fact).isAfter(at))
                                .toList();
                assertThat(views.balanceAt(account("a"), at))
                        .as("%s, seed %d", at, seed)
                        .satisfies(then -> {
                            assertThat(then.isPresent()).isEqualTo(!until.isEmpty());
                            then.ifPresent(balance ->
                                    assertThat(balance)
                                            .satisfies(it -> assertIs(it, folded(until), until)));
                        });
            }
        }
        assertThat(views.balanceAt(account("nobody"), Facts.START)).isEmpty();
    }

    private static void assertIs(
            BalanceAt then, AccountSnapshot account, List<AccountEvent.Numbered> until) {
        assertThat(then.posted()).isEqualTo(account.posted());
        assertThat(then.held()).isEqualTo(account.held());
        assertThat(then.limit()).isEqualTo(account.overdraftLimit());
        assertThat(then.available()).isEqualTo(account.available());
        assertThat(then.version())
                .isEqualTo(
                        until.reversed().stream()
                                .filter(AccountHistory::changesTheBalance)
                                .findFirst()
                                .orElseThrow()
                                .version());
    }

    @Test
    void readsFewRowsOfManyEntries() {
        List<AccountEvent> facts = new ArrayList<>(List.of(opened("a")));
        LongStream.range(2, 5_000)
                .forEach(version -> facts.add(credit("a", version, version, 1, version - 1)));
        LongStream.range(5_000, 8_000)
                .forEach(version -> facts.add(held("a", version, 1, 1, 4_998, version - 4_999)));
        LongStream.range(8_000, 11_000)
                .forEach(version ->
                        facts.add(
                                decided(
                                        "a",
                                        version,
                                        version,
                                        new AccountCommand.ChangeOverdraftLimit(version),
                                        null,
                                        AccountStatus.OPEN,
                                        new OverdraftLimit.Limited(version))));
        projections.accounts(0, facts);
        DATABASE.execute("analyze");
        Instant at = Facts.START.plusSeconds(3_000);

        Plans.assertIndexed(DATABASE, EntryTable.lastUntil(account("a"), 11_000, at), "entry_pkey");
        Plans.assertIndexed(DATABASE, HeldTable.lastUntil(account("a"), at), "held_pkey");
        Plans.assertIndexed(
                DATABASE,
                AccountCommandTable.limitAt(account("a"), at),
                "account_command_of_limit");
        assertThat(views.balanceAt(account("a"), at).orElseThrow().version()).isEqualTo(3_000);
    }

    private static AccountSnapshot folded(List<AccountEvent.Numbered> facts) {
        var sequence = new FactSequence<>(new AccountFold(), _ -> null, List.of());
        facts.forEach(fact -> assertThat(sequence.feed(fact)).isEmpty());
        return sequence.changed().values().iterator().next();
    }
}
