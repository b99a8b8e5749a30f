package dev.kontor.query.domain;

import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.AccountStatus;
import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.Direction;
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
            case AccountEvent.HoldPlaced _,
                    AccountEvent.HoldReleased _,
                    AccountEvent.CommandDecided _,
                    AccountEvent.CommandConflicted _ ->
                    new Folded.Broken<>("not shown yet: " + fact);
            case AccountEvent.OpeningConflicted conflicted ->
                    new Folded.Changed<>(conflict(account, conflicted));
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
        if (!entry.amount().currency().equals(account.opening().currency())) {
            return new Folded.Broken<>("the entry has another currency than its account");
        }
        if (!account.posted().add(signedAmount(entry)).equals(entry.balanceAfter())) {
            return new Folded.Broken<>(
                    "%s and an entry of %s do not make %s"
                            .formatted(
                                    account.posted(), signedAmount(entry), entry.balanceAfter()));
        }
        return new Folded.Changed<>(
                changed(
                        account,
                        entry.balanceAfter(),
                        entry.heldAfter(),
                        entry.version(),
                        entry.postedAt(),
                        account.conflicts()));
    }

    private static AccountSnapshot conflict(
            AccountSnapshot account, AccountEvent.OpeningConflicted conflicted) {
        return changed(
                account,
                account.posted(),
                account.held(),
                conflicted.version(),
                conflicted.at(),
                account.conflicts().plus(conflicted.digest()));
    }

    private static AccountSnapshot changed(
            AccountSnapshot account,
            BigInteger posted,
            long held,
            long version,
            Instant updatedAt,
            Conflicts conflicts) {
        return new AccountSnapshot(
                account.key(),
                account.opening(),
                account.digest(),
                account.status(),
                account.overdraftLimit(),
                posted,
                held,
                version,
                account.openedAt(),
                updatedAt,
                conflicts);
    }
}
