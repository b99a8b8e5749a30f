package dev.kontor.account.stream;

import dev.kontor.account.domain.Account;
import dev.kontor.events.model.AccountKey;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Accounts as they are kept, of the partitions that this instance owns: those last used, up to a
/// weight. An account weighs one, and one more for each kibibyte of its metadata, so a few large
/// ones cannot fill the memory either.
final class AccountCache {
    private static final int CHARS_OF_ONE_WEIGHT = 1024;

    private final long maxWeight;
    private final SequencedMap<AccountKey, Cached> byLastUse = new LinkedHashMap<>(16, 0.75f, true);
    private long weight;

    AccountCache(long maxWeight) {
        this.maxWeight = maxWeight;
    }

    Optional<Account> find(AccountKey key) {
        return Optional.ofNullable(byLastUse.get(key)).map(Cached::account);
    }

    void put(int partition, Collection<Account> accounts) {
        for (Account account : accounts) {
            Cached before = byLastUse.put(account.key(), new Cached(partition, account));
            weight += weightOf(account) - (before == null ? 0 : weightOf(before.account()));
        }
        Iterator<Map.Entry<AccountKey, Cached>> oldest = byLastUse.entrySet().iterator();
        while (weight > maxWeight && oldest.hasNext()) {
            weight -= weightOf(oldest.next().getValue().account());
            oldest.remove();
        }
    }

    void forget(int partition) {
        Iterator<Cached> each = byLastUse.values().iterator();
        while (each.hasNext()) {
            Cached cached = each.next();
            if (cached.partition() == partition) {
                weight -= weightOf(cached.account());
                each.remove();
            }
        }
    }

    int size() {
        return byLastUse.size();
    }

    private static long weightOf(Account account) {
        long chars = 0;
        for (Map.Entry<String, String> entry : account.opened().opening().metadata().entrySet()) {
            chars += entry.getKey().length() + entry.getValue().length();
        }
        return 1 + chars / CHARS_OF_ONE_WEIGHT;
    }

    private record Cached(int partition, Account account) {}
}
