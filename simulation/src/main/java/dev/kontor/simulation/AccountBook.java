package dev.kontor.simulation;

import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountStatus;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.OverdraftLimit;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One account by its facts, in the order of their versions: what it is after each of them, and
/// that no fact breaks what must hold.
final class AccountBook {
    private final String name;
    private final List<Standing> standings = new ArrayList<>();
    private final List<AccountEvent.Numbered> facts = new ArrayList<>();
    private final Map<String, Long> holds = new HashMap<>();

    AccountBook(String name) {
        this.name = name;
    }

    /// @param posted Σ of the entries so far
    /// @param held Σ of the open holds
    record Standing(AccountStatus status, OverdraftLimit limit, BigInteger posted, long held) {}

    int version() {
        return standings.size();
    }

    @Nullable Standing standing(long version) {
        return version < 1 || version > standings.size() ? null : standings.get((int) version - 1);
    }

    List<AccountEvent.Numbered> facts() {
        return facts;
    }

    /// Adds the next fact.
    void add(AccountEvent.Numbered fact) {
        Broken.unless(
                fact.version() == version() + 1,
                () -> name + ": version " + fact.version() + " follows " + version());
        Standing now = fact instanceof AccountEvent.Opened opened ? open(opened) : after(fact);
        standings.add(now);
        facts.add(fact);
    }

    private Standing open(AccountEvent.Opened opened) {
        Broken.unless(standings.isEmpty(), () -> name + ": opened twice");
        return new Standing(
                AccountStatus.OPEN, opened.opening().overdraftLimit(), BigInteger.ZERO, 0);
    }

    private Standing after(AccountEvent.Numbered fact) {
        Broken.unless(!standings.isEmpty(), () -> name + ": begins with " + fact);
        Standing last = standings.getLast();
        return switch (fact) {
            case AccountEvent.Opened _ -> throw new Broken(name + ": opened twice");
            case AccountEvent.EntryPosted entry -> entry(last, entry);
            case AccountEvent.HoldPlaced hold -> {
                String of = hold(hold.transfer(), hold.leg());
                holds.merge(of, hold.amount().minor(), Long::sum);
                Standing now = held(last, hold.amount().minor());
                check(now, hold.balance(), hold.heldAfter(), fact);
                checkCovered(now, fact);
                yield now;
            }
            case AccountEvent.HoldReleased released -> {
                takeFromHold(hold(released.transfer(), released.leg()), released.amount().minor());
                Standing now = held(last, -released.amount().minor());
                check(now, released.balance(), released.heldAfter(), fact);
                yield now;
            }
            case AccountEvent.CommandDecided decided ->
                    new Standing(
                            decided.statusAfter(), decided.limitAfter(), last.posted, last.held);
            case AccountEvent.CommandConflicted _, AccountEvent.OpeningConflicted _ -> last;
        };
    }

    private Standing entry(Standing last, AccountEvent.EntryPosted entry) {
        long amount = entry.amount().minor();
        BigInteger signed =
                BigInteger.valueOf(entry.direction() == Direction.CREDIT ? amount : -amount);
        boolean captures = entry.action() == Action.CAPTURE;
        if (captures) {
            takeFromHold(hold(entry.transfer(), entry.leg()), amount);
        }
        Standing now =
                new Standing(
                        last.status,
                        last.limit,
                        last.posted.add(signed),
                        captures ? last.held - amount : last.held);
        check(now, entry.balanceAfter(), entry.heldAfter(), entry);
        if (entry.action() == Action.POST_DEBIT) {
            checkCovered(now, entry);
        }
        return now;
    }

    private static Standing held(Standing last, long more) {
        return new Standing(last.status, last.limit, last.posted, last.held + more);
    }

    private void takeFromHold(String hold, long amount) {
        long open = holds.getOrDefault(hold, 0L);
        Broken.unless(
                open >= amount,
                () -> name + ": takes " + amount + " of hold " + hold + ", which has " + open);
        if (open == amount) {
            holds.remove(hold);
        } else {
            holds.put(hold, open - amount);
        }
    }

    private void check(Standing now, BigInteger balance, long held, AccountEvent.Numbered fact) {
        long open = holds.values().stream().mapToLong(Long::longValue).sum();
        Broken.unless(
                now.posted.equals(balance) && now.held == held && held == open && held >= 0,
                () -> name + ": " + now + " and open holds of " + open + " after " + fact);
    }

    /// No guarded debit and no hold leaves less than nothing available. At an account with a limit
    /// every debit is guarded.
    private void checkCovered(Standing now, AccountEvent.Numbered fact) {
        if (now.limit instanceof OverdraftLimit.Limited(long minor)) {
            BigInteger available = now.posted.subtract(BigInteger.valueOf(now.held - minor));
            Broken.unless(
                    available.signum() >= 0 && now.status == AccountStatus.OPEN,
                    () -> name + ": " + available + " is available after " + fact);
        }
    }

    private static String hold(Object transfer, int leg) {
        return transfer + "/" + leg;
    }
}
