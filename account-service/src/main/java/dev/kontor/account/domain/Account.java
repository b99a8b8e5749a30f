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

    /// The same account once an instruction is done, which moves what is posted, what is held or
    /// both.
    Account after(AccountEvent.Movement movement) {
        return switch (movement) {
            case AccountEvent.EntryPosted e ->
                    moved(e.version(), e.balanceAfter(), e.heldAfter(), e.postedAt());
            case AccountEvent.HoldPlaced e ->
                    moved(e.version(), e.balance(), e.heldAfter(), e.at());
            case AccountEvent.HoldReleased e ->
                    moved(e.version(), e.balance(), e.heldAfter(), e.at());
        };
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

    Account after(AccountEvent.CommandDecided decided) {
        return new Account(
                opened,
                decided.statusAfter(),
                decided.limitAfter(),
                posted,
                held,
                decided.version(),
                conflicts,
                decided.at(),
                later(time, decided.at()));
    }

    /// The conflict itself is the command's; it is a version of the account all the same.
    Account after(AccountEvent.CommandConflicted conflict) {
        return moved(conflict.version(), posted, held, conflict.at());
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

    BigInteger balanceAfter(Direction direction, Money amount) {
        return switch (direction) {
            case DEBIT -> posted.subtract(minor(amount));
            case CREDIT -> posted.add(minor(amount));
        };
    }

    /// Whether the balance may rise by `amount`, whoever pays. Accounts without limit take what
    /// must go somewhere, and suspense what nobody will have back: their balances are as large as
    /// they come.
    boolean canRise(Money amount) {
        return isOfAnySize() || posted.add(minor(amount)).compareTo(MAX_BALANCE) <= 0;
    }

    /// Whether the balance may fall by `amount` and by all that is held, whatever is available.
    boolean canFall(Money amount) {
        return isOfAnySize() || free().subtract(minor(amount)).compareTo(MIN_BALANCE) >= 0;
    }

    /// Whether what is held may rise by `amount`. It is bounded whatever the account is like.
    boolean canHold(Money amount) {
        return held <= Money.MAX_MINOR - amount.minor();
    }

    /// Whether so much is held; by which transfers is for their side to know.
    boolean holds(Money amount) {
        return held >= amount.minor();
    }

    /// Whether what is available pays for `amount`.
    boolean covers(Money amount) {
        return switch (overdraftLimit) {
            case OverdraftLimit.Limited(long limit) ->
                    free().add(BigInteger.valueOf(limit)).compareTo(minor(amount)) >= 0;
            case OverdraftLimit.Unlimited() -> true;
        };
    }

    /// Whether nothing is on it and nothing will be taken from it.
    boolean isEmpty() {
        return posted.signum() == 0 && held == 0;
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

    private Account moved(long version, BigInteger posted, long held, Instant at) {
        return new Account(
                opened,
                status,
                overdraftLimit,
                posted,
                held,
                version,
                conflicts,
                at,
                later(time, at));
    }

    private boolean isOfAnySize() {
        return isWithoutLimit() || isReserved();
    }

    /// @return what is posted and not held
    private BigInteger free() {
        return held == 0 ? posted : posted.subtract(BigInteger.valueOf(held));
    }

    private static BigInteger minor(Money amount) {
        return BigInteger.valueOf(amount.minor());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
