package dev.kontor.account.stream;

import static dev.kontor.account.domain.Samples.NO_OVERDRAFT;
import static dev.kontor.account.domain.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.account.domain.Account;
import dev.kontor.account.domain.Accounts;
import dev.kontor.account.domain.Decision;
import dev.kontor.account.domain.Samples;
import dev.kontor.events.model.AccountStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountCacheTest {
    private final AccountCache cache = new AccountCache(3);

    @Test
    void keepsThoseLastUsed() {
        cache.put(0, List.of(account("a"), account("b"), account("c")));
        assertThat(cache.find(key("a"))).isPresent();
        cache.put(0, List.of(account("d")));
        assertThat(cache.find(key("b"))).isEmpty();
        assertThat(cache.find(key("a"))).isPresent();
        assertThat(cache.size()).isEqualTo(3);
    }

    @Test
    void countsAnAccountOnceHoweverOftenItChanges() {
        for (int i = 0; i < 10; i++) {
            cache.put(0, List.of(account("a"), account("b"), account("c")));
        }
        assertThat(cache.size()).isEqualTo(3);
    }

    @Test
    void largeMetadataWeighsMore() {
        cache.put(0, List.of(account("a"), account("b")));
        cache.put(0, List.of(withNote("large", 2_000)));
        assertThat(cache.find(key("a"))).isEmpty();
        assertThat(cache.find(key("b"))).isPresent();
        assertThat(cache.find(key("large"))).isPresent();
    }

    @Test
    void forgetsOnePartitionAndItsWeight() {
        cache.put(0, List.of(account("a"), account("b")));
        cache.put(1, List.of(account("c")));
        cache.forget(0);
        assertThat(cache.find(key("a"))).isEmpty();
        assertThat(cache.find(key("c"))).isPresent();
        cache.put(0, List.of(account("d"), account("e")));
        assertThat(cache.size()).isEqualTo(3);
    }

    private static Account account(String id) {
        return Samples.account(id, NO_OVERDRAFT, AccountStatus.OPEN, 0, 0);
    }

    private static Account withNote(String id, int chars) {
        Accounts accounts = new Accounts(Map.of(), Map.of(), Map.of());
        Decision opened = accounts.decide(Samples.open(id, "x".repeat(chars), 0));
        accounts.apply(opened);
        return accounts.find(key(id)).orElseThrow();
    }
}
