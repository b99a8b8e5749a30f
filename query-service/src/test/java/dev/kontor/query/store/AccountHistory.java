package dev.kontor.query.store;

import static dev.kontor.query.CommandFacts.command;
import static dev.kontor.query.Facts.EUR;
import static dev.kontor.query.Facts.START;
import static dev.kontor.query.Facts.account;
import static dev.kontor.query.Facts.opened;
import static dev.kontor.query.Facts.transfer;

import dev.kontor.events.codec.Rules;
import dev.kontor.events.model.AccountCommand;
import dev.kontor.events.model.AccountCommandSnapshot;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountStatus;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.CommandStatus;
import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Money;
import dev.kontor.events.model.OverdraftLimit;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.RequestKind;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// All that can happen to an account, drawn by a seed; several things at the same time.
final class AccountHistory {
    private final String id;
    private final Random random;
    private final List<AccountEvent.Numbered> facts = new ArrayList<>();
    private Instant time = START;
    private BigInteger posted = BigInteger.ZERO;
    private long held;
    private OverdraftLimit limit = new OverdraftLimit.Limited(0);

    AccountHistory(String id, long seed) {
        this.id = id;
        random = new Random(seed);
        facts.add(opened(id));
    }

    List<AccountEvent.Numbered> facts(int count) {
        while (facts.size() < count) {
            facts.add(next(facts.size() + 1));
            if (random.nextInt(3) == 0) {
                time = time.plusNanos(1_000L * (1 + random.nextInt(5)));
            }
        }
        return facts;
    }

    static Instant timeOf(AccountEvent.Numbered fact) {
        return switch (fact) {
            case AccountEvent.Opened opened -> opened.at();
            case AccountEvent.EntryPosted entry -> entry.postedAt();
            case AccountEvent.HoldPlaced placed -> placed.at();
            case AccountEvent.HoldReleased released -> released.at();
            case AccountEvent.CommandDecided decided -> decided.at();
            case AccountEvent.CommandConflicted conflicted -> conflicted.at();
            case AccountEvent.OpeningConflicted conflicted -> conflicted.at();
        };
    }

    static boolean changesTheBalance(AccountEvent.Numbered fact) {
        return switch (fact) {
            case AccountEvent.Opened _,
                    AccountEvent.EntryPosted _,
                    AccountEvent.HoldPlaced _,
                    AccountEvent.HoldReleased _ ->
                    true;
            case AccountEvent.CommandDecided decided ->
                    decided.command().content() instanceof AccountCommand.ChangeOverdraftLimit
                            && decided.command().status() == CommandStatus.DONE;
            case AccountEvent.CommandConflicted _, AccountEvent.OpeningConflicted _ -> false;
        };
    }

    private AccountEvent.Numbered next(long version) {
        long amount = 1L + random.nextInt(100);
        return switch (random.nextInt(8)) {
            case 0 -> hold(version, amount);
            case 1 -> held == 0 ? hold(version, amount) : release(version);
            case 2 -> held == 0 ? hold(version, amount) : capture(version);
            case 3 -> changeLimit(version, amount);
            case 4 -> refused(version);
            case 5 ->
                    new AccountEvent.OpeningConflicted(
                            Rules.CURRENT, account(id), version, null, time);
            default -> entry(version, Action.POST_CREDIT, random.nextBoolean() ? amount : -amount);
        };
    }

    private AccountEvent.Numbered hold(long version, long amount) {
        held += amount;
        return new AccountEvent.HoldPlaced(
                Rules.CURRENT,
                account(id),
                version,
                transfer(version).id(),
                RequestKind.TRANSFER,
                null,
                0,
                new Money(amount, EUR),
                posted,
                held,
                time);
    }

    private AccountEvent.Numbered release(long version) {
        long amount = 1 + random.nextLong(held);
        held -= amount;
        return new AccountEvent.HoldReleased(
                Rules.CURRENT,
                account(id),
                version,
                transfer(version).id(),
                RequestKind.EXPIRY,
                null,
                0,
                new Money(amount, EUR),
                posted,
                held,
                time);
    }

    private AccountEvent.Numbered capture(long version) {
        long amount = 1 + random.nextLong(held);
        held -= amount;
        return entry(version, Action.CAPTURE, -amount);
    }

    private AccountEvent.Numbered entry(long version, Action action, long change) {
        posted = posted.add(BigInteger.valueOf(change));
        return new AccountEvent.EntryPosted(
                Rules.CURRENT,
                account(id),
                version,
                transfer(version).id(),
                RequestKind.TRANSFER,
                null,
                0,
                action,
                change < 0 ? Direction.DEBIT : Direction.CREDIT,
                new Money(Math.abs(change), EUR),
                posted,
                held,
                time,
                time);
    }

    private AccountEvent.Numbered changeLimit(long version, long amount) {
        limit = new OverdraftLimit.Limited(amount);
        return decided(
                version, new AccountCommand.ChangeOverdraftLimit(amount), CommandStatus.DONE, null);
    }

    private AccountEvent.Numbered refused(long version) {
        return decided(
                version,
                new AccountCommand.ChangeOverdraftLimit(7_777),
                CommandStatus.REJECTED,
                Refusal.INVALID_STATE);
    }

    private AccountEvent.Numbered decided(
            long version, AccountCommand content, CommandStatus status, @Nullable Refusal refusal) {
        return new AccountEvent.CommandDecided(
                Rules.CURRENT,
                account(id),
                version,
                new AccountCommandSnapshot(
                        command(version),
                        content,
                        status,
                        refusal,
                        ContentDigest.of(content),
                        Conflicts.NONE,
                        time,
                        time),
                AccountStatus.OPEN,
                limit,
                time);
    }
}
