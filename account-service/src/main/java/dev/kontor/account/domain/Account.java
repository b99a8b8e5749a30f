package dev.kontor.account.domain;

import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountFacts;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.AccountStatus;
import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Money;
import dev.kontor.events.model.OverdraftLimit;
import java.math.BigInteger;
import java.time.Instant;

/// One account as it is at one version. It changes by events only, each making the next one of it.
///
/// @param opened how it began
/// @param posted whole minor units, credits minus debits
/// @param held whole minor units reserved by open holds
/// @param version the number of its newest event
/// @param updatedAt the time of its newest event
/// @param time the greatest it has seen, refusals included; nothing that follows happens before it
public record Account(
        AccountEvent.Opened opened,
        AccountStatus status,
        OverdraftLimit overdraftLimit,
        BigInteger posted,
        long held,
        long version,
        Conflicts conflicts,
        Instant updatedAt,
        Instant time) {

    private static final BigInteger MAX_BALANCE = BigInteger.valueOf(Money.MAX_MINOR);
    private static final BigInteger MIN_BALANCE = MAX_BALANCE.negate();

    static Account of(AccountEvent.Opened opened) {
        return new Account(
                opened,
                AccountStatus.OPEN,
                opened.opening().overdraftLimit(),
                BigInteger.ZERO,
                0,
                opened.version(),
                Conflicts.NONE,
                opened.at(),
                opened.at());
    }

    Account after(AccountEvent.EntryPosted entry) {
        return new Account(
                opened,
                status,
                overdraftLimit,
                entry.balanceAfter(),
                entry.heldAfter(),
                entry.version(),
                conflicts,
                entry.postedAt(),
                later(time, entry.postedAt()));
    }

    Account after(AccountEvent.OpeningConflicted conflict) {
        return new Account(
                opened,
                status,
                overdraftLimit,
                posted,
                held,
                conflict.version(),
                conflicts.plus(conflict.digest()),
                conflict.at(),
                later(time, conflict.at()));
    }

    /// The same account, once it has refused something at `at`.
    Account refusedAt(Instant at) {
        return new Account(
                opened,
                status,
                overdraftLimit,
                posted,
                held,
                version,
                conflicts,
                updatedAt,
                later(time, at));
    }

    /// When something happens here that was received at `receivedAt`.
    Instant timeOf(Instant receivedAt) {
        return later(time, receivedAt);
    }

    public AccountKey key() {
        return opened.key();
    }

    public Currency currency() {
        return opened.opening().currency();
    }

    public ContentDigest digest() {
        return opened.digest();
    }

    public boolean isClosed() {
        return status == AccountStatus.CLOSED;
    }

    public boolean isFrozen() {
        return status == AccountStatus.FROZEN;
    }

    public boolean isWithoutLimit() {
        return overdraftLimit.isUnlimited();
    }

    /// Whether only Kontor itself opens it: suspense.
    boolean isReserved() {
        return key().id().isReserved();
    }

    /// @return the posted balance after such an entry
    BigInteger balanceAfter(Direction direction, Money amount) {
        BigInteger minor = BigInteger.valueOf(amount.minor());
        return switch (direction) {
            case DEBIT -> posted.subtract(minor);
            case CREDIT -> posted.add(minor);
        };
    }

    /// Whether the account may have `balance`. Accounts without limit take what must go somewhere,
    /// and suspense what nobody will have back: their balances are as large as they come.
    boolean canHold(BigInteger balance) {
        return isWithoutLimit()
                || isReserved()
                || (balance.compareTo(MIN_BALANCE) >= 0 && balance.compareTo(MAX_BALANCE) <= 0);
    }

    /// Whether what is available pays for `amount`.
    boolean covers(Money amount) {
        BigInteger available = snapshot().available();
        return available == null || available.compareTo(BigInteger.valueOf(amount.minor())) >= 0;
    }

    public AccountFacts facts() {
        return new AccountFacts(currency(), isWithoutLimit(), isClosed());
    }

    public AccountSnapshot snapshot() {
        return new AccountSnapshot(
                key(),
                opened.opening(),
                digest(),
                status,
                overdraftLimit,
                posted,
                held,
                version,
                opened.at(),
                updatedAt,
                conflicts);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
