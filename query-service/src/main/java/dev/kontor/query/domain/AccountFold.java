package dev.kontor.query.domain;

import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.AccountStatus;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.OverdraftLimit;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Accounts, as their events make them.
public final class AccountFold implements Fold<AccountKey, AccountEvent.Numbered, AccountSnapshot> {

    @Override
    public AccountKey keyOf(AccountEvent.Numbered fact) {
        return fact.key();
    }

    @Override
    public long numberOf(AccountEvent.Numbered fact) {
        return fact.version();
    }

    @Override
    public long lastNumber(AccountSnapshot view) {
        return view.version();
    }

    @Override
    public boolean isAtRest(AccountSnapshot view) {
        return view.status() == AccountStatus.CLOSED;
    }

    @Override
    public Folded<AccountSnapshot> apply(
            @Nullable AccountSnapshot account, AccountEvent.Numbered fact) {
        if (fact instanceof AccountEvent.Opened opened) {
            return account == null
                    ? new Folded.Changed<>(open(opened))
                    : new Folded.Broken<>("the account is opened a second time");
        }
        if (account == null) {
            return new Folded.Broken<>("the account begins without being opened");
        }
        return switch (fact) {
            case AccountEvent.Opened _ -> throw new IllegalStateException("was answered above");
            case AccountEvent.EntryPosted entry -> post(account, entry);
            case AccountEvent.HoldPlaced placed ->
                    hold(account, placed, placed.balance(), placed.amount().minor(), placed.at());
            case AccountEvent.HoldReleased released ->
                    hold(
                            account,
                            released,
                            released.balance(),
                            -released.amount().minor(),
                            released.at());
            case AccountEvent.CommandDecided decided ->
                    new Folded.Changed<>(command(account, decided));
            case AccountEvent.CommandConflicted conflicted ->
                    new Folded.Changed<>(
                            passed(
                                    account,
                                    conflicted.version(),
                                    conflicted.at(),
                                    account.conflicts()));
            case AccountEvent.OpeningConflicted conflicted ->
                    new Folded.Changed<>(
                            passed(
                                    account,
                                    conflicted.version(),
                                    conflicted.at(),
                                    account.conflicts().plus(conflicted.digest())));
        };
    }

    /// What an entry adds to its account's balance.
    public static BigInteger signedAmount(AccountEvent.EntryPosted entry) {
        long minor = entry.amount().minor();
        return BigInteger.valueOf(entry.direction() == Direction.CREDIT ? minor : -minor);
    }

    private static AccountSnapshot open(AccountEvent.Opened opened) {
        return new AccountSnapshot(
                opened.key(),
                opened.opening(),
                opened.digest(),
                AccountStatus.OPEN,
                opened.opening().overdraftLimit(),
                BigInteger.ZERO,
                0,
                opened.version(),
                opened.at(),
                opened.at(),
                Conflicts.NONE);
    }

    private static Folded<AccountSnapshot> post(
            AccountSnapshot account, AccountEvent.EntryPosted entry) {
        long captured = entry.action() == Action.CAPTURE ? entry.amount().minor() : 0;
        return move(
                account,
                entry,
                new Balance(account.posted().add(signedAmount(entry)), account.held() - captured),
                new Balance(entry.balanceAfter(), entry.heldAfter()),
                entry.postedAt());
    }

    /// @param held what is held from now on, or not any more if it is negative
    private static Folded<AccountSnapshot> hold(
            AccountSnapshot account,
            AccountEvent.Movement movement,
            BigInteger posted,
            long held,
            Instant at) {
        return move(
                account,
                movement,
                new Balance(account.posted(), account.held() + held),
                new Balance(posted, movement.heldAfter()),
                at);
    }

    private record Balance(BigInteger posted, long held) {}

    private static Folded<AccountSnapshot> move(
            AccountSnapshot account,
            AccountEvent.Movement movement,
            Balance expected,
            Balance told,
            Instant at) {
        if (!movement.amount().currency().equals(account.opening().currency())) {
            return new Folded.Broken<>("the money has another currency than its account");
        }
        if (!told.equals(expected)) {
            return new Folded.Broken<>(
                    "posted and held make %s and %d, and not %s and %d"
                            .formatted(
                                    expected.posted(),
                                    expected.held(),
                                    told.posted(),
                                    told.held()));
        }
        return new Folded.Changed<>(
                changed(
                        account,
                        account.status(),
                        account.overdraftLimit(),
                        told,
                        movement.version(),
                        at,
                        account.conflicts()));
    }

    private static AccountSnapshot command(
            AccountSnapshot account, AccountEvent.CommandDecided decided) {
        return changed(
                account,
                decided.statusAfter(),
                decided.limitAfter(),
                new Balance(account.posted(), account.held()),
                decided.version(),
                decided.at(),
                account.conflicts());
    }

    private static AccountSnapshot passed(
            AccountSnapshot account, long version, Instant at, Conflicts conflicts) {
        return changed(
                account,
                account.status(),
                account.overdraftLimit(),
                new Balance(account.posted(), account.held()),
                version,
                at,
                conflicts);
    }

    private static AccountSnapshot changed(
            AccountSnapshot account,
            AccountStatus status,
            OverdraftLimit limit,
            Balance balance,
            long version,
            Instant updatedAt,
            Conflicts conflicts) {
        return new AccountSnapshot(
                account.key(),
                account.opening(),
                account.digest(),
                status,
                limit,
                balance.posted(),
                balance.held(),
                version,
                account.openedAt(),
                updatedAt,
                conflicts);
    }
}
