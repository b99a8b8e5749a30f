package dev.kontor.request.domain;

import dev.kontor.events.model.AccountFacts;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.Currency;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// The facts of very many accounts in little memory: the bytes of its key and three more for each,
/// and one entry of a hash table, so about 50 MB for a million.
///
/// It holds a bounded number. Accounts beyond it are not taken in, so a transfer to them costs a
/// probe more; nothing is ever thrown out, so what was a hint stays one.
public final class HintTable implements Hints {
    private static final int CHUNK_BITS = 20;
    private static final int CHUNK_BYTES = 1 << CHUNK_BITS;
    private static final int FIRST_SLOTS = 1 << 10;

    /// More would not fit behind the 31 bits of a place.
    private static final int MOST = 10_000_000;

    /// In front of the key: its length, the currency's number, the flags.
    private static final int HEADER_BYTES = 3;

    private static final int LONGEST_KEY = 255;
    private static final int WITHOUT_LIMIT = 1;
    private static final int CLOSED = 2;

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final List<byte[]> chunks = new ArrayList<>();
    private final List<Currency> currencies = new ArrayList<>();
    private final long seed;
    private final int most;
    private int[] slots = new int[FIRST_SLOTS];
    private int size;
    private int used = CHUNK_BYTES;

    /// @param seed any number that outsiders do not know, so that they cannot choose account ids
    ///     that meet in one place
    /// @param most how many accounts are held
    public HintTable(long seed, int most) {
        if (most < 0 || most > MOST) {
            throw new IllegalArgumentException("a table of hints holds 0 to 10,000,000 accounts");
        }
        this.seed = seed;
        this.most = most;
    }

    @Override
    public Optional<AccountFacts> of(AccountKey account) {
        byte[] key = account.bytes();
        lock.readLock().lock();
        try {
            int place = slots[slotOf(key)];
            return place == 0 ? Optional.empty() : Optional.of(facts(place - 1));
        } finally {
            lock.readLock().unlock();
        }
    }

    /// Takes in what is known of an account. That it is closed is never unlearnt, even if an older
    /// record comes later.
    public void put(AccountKey account, AccountFacts facts) {
        byte[] key = account.bytes();
        lock.writeLock().lock();
        try {
            int slot = slotOf(key);
            if (slots[slot] != 0) {
                close(slots[slot] - 1, facts);
            } else if (size < most && key.length <= LONGEST_KEY) {
                slots[slot] = 1 + append(key, facts);
                size++;
                growIfCrowded();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    public int size() {
        lock.readLock().lock();
        try {
            return size;
        } finally {
            lock.readLock().unlock();
        }
    }

    public boolean isFull() {
        return size() >= most;
    }

    /// Where the key is, or where it would be put.
    private int slotOf(byte[] key) {
        int mask = slots.length - 1;
        int slot = hash(key, 0, key.length) & mask;
        while (slots[slot] != 0 && !isAt(slots[slot] - 1, key)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean isAt(int place, byte[] key) {
        byte[] chunk = chunk(place);
        int start = offset(place);
        int length = chunk[start] & 0xFF;
        int from = start + HEADER_BYTES;
        return length == key.length
                && Arrays.equals(chunk, from, from + length, key, 0, key.length);
    }

    private AccountFacts facts(int place) {
        byte[] chunk = chunk(place);
        int start = offset(place);
        int flags = chunk[start + 2];
        return new AccountFacts(
                currencies.get(chunk[start + 1] & 0xFF),
                (flags & WITHOUT_LIMIT) != 0,
                (flags & CLOSED) != 0);
    }

    private void close(int place, AccountFacts facts) {
        if (facts.closed()) {
            chunk(place)[offset(place) + 2] |= CLOSED;
        }
    }

    private int append(byte[] key, AccountFacts facts) {
        int length = HEADER_BYTES + key.length;
        if (used + length > CHUNK_BYTES) {
            chunks.add(new byte[CHUNK_BYTES]);
            used = 0;
        }
        byte[] chunk = chunks.getLast();
        chunk[used] = (byte) key.length;
        chunk[used + 1] = (byte) numberOf(facts.currency());
        chunk[used + 2] =
                (byte) ((facts.withoutLimit() ? WITHOUT_LIMIT : 0) | (facts.closed() ? CLOSED : 0));
        System.arraycopy(key, 0, chunk, used + HEADER_BYTES, key.length);
        int place = ((chunks.size() - 1) << CHUNK_BITS) | used;
        used += length;
        return place;
    }

    /// There are fewer than 256 currencies.
    private int numberOf(Currency currency) {
        int number = currencies.indexOf(currency);
        if (number >= 0) {
            return number;
        }
        currencies.add(currency);
        return currencies.size() - 1;
    }

    private void growIfCrowded() {
        if (size * 2 <= slots.length) {
            return;
        }
        int[] old = slots;
        slots = new int[old.length * 2];
        int mask = slots.length - 1;
        for (int entry : old) {
            if (entry != 0) {
                byte[] chunk = chunk(entry - 1);
                int start = offset(entry - 1);
                int slot = hash(chunk, start + HEADER_BYTES, chunk[start] & 0xFF) & mask;
                while (slots[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                slots[slot] = entry;
            }
        }
    }

    private byte[] chunk(int place) {
        return chunks.get(place >>> CHUNK_BITS);
    }

    private static int offset(int place) {
        return place & (CHUNK_BYTES - 1);
    }

    private int hash(byte[] bytes, int from, int length) {
        long hash = seed;
        for (int i = from; i < from + length; i++) {
            hash = (hash ^ bytes[i]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return (int) (hash ^ (hash >>> 32));
    }
}
