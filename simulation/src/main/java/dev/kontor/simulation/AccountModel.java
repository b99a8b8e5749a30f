package dev.kontor.simulation;

import dev.kontor.events.model.AccountCommand;
import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.AccountStatus;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Instruction;
import dev.kontor.events.model.InstructionId;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.Money;
import dev.kontor.events.model.OpenAccount;
import dev.kontor.events.model.OverdraftLimit;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Reply.Standing;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What accounts must come to by `docs/transfers.md`, given what they were told and in which order:
/// written from that page, knowing nothing of the core.
final class AccountModel {
    private static final BigInteger MOST = BigInteger.valueOf(Money.MAX_MINOR);

    private final Map<AccountKey, Box> boxes = new HashMap<>();
    private final Map<InstructionId, Instruction> known = new HashMap<>();
    private final Map<InstructionId, Said> replies = new HashMap<>();
    private final Map<InstructionId, Set<Said>> probes = new HashMap<>();
    private final Map<AccountKey, List<String>> histories = new HashMap<>();

    /// What an account says to an instruction.
    ///
    /// @param refusal null: it is done
    /// @param version of the account after it; 0 if it changed nothing
    /// @param posted after it
    record Said(@Nullable Refusal refusal, long version, BigInteger posted) {
        static final Said FOUND = new Said(null, 0, BigInteger.ZERO);

        static Said refused(Refusal refusal) {
            return new Said(refusal, 0, BigInteger.ZERO);
        }
    }

    /// One account.
    private static final class Box {
        final Currency currency;
        final ContentDigest digest;
        final boolean suspense;
        final Losers losers = new Losers();
        final Map<UUID, ContentDigest> commands = new HashMap<>();
        final Map<UUID, Losers> commandLosers = new HashMap<>();
        @Nullable BigInteger limit;
        AccountStatus status = AccountStatus.OPEN;
        BigInteger posted = BigInteger.ZERO;
        BigInteger held = BigInteger.ZERO;
        long version = 1;

        Box(OpenAccount opening, boolean suspense) {
            this.currency = opening.currency();
            this.digest = ContentDigest.of(opening);
            this.suspense = suspense;
            this.limit =
                    opening.overdraftLimit() instanceof OverdraftLimit.Limited(long minor)
                            ? BigInteger.valueOf(minor)
                            : null;
        }

        String now(String what) {
            return version + " " + what + " " + posted + " " + held + " " + status + " " + limit;
        }
    }

    /// Contents that lost: the first twenty are told apart, and there is an end to counting.
    static final class Losers {
        private final Set<ContentDigest> digests = new HashSet<>();
        private int count;

        /// @return whether it is recorded
        boolean add(ContentDigest digest) {
            if (digests.contains(digest) || count >= 1_000) {
                return false;
            }
            if (digests.size() < 20) {
                digests.add(digest);
            }
            count++;
            return true;
        }

        int count() {
            return count;
        }
    }

    /// Takes the next record of a partition.
    ///
    /// @return what one who waits for it is told that it was; null: there is nothing of the kind
    @Nullable Standing take(InstructionRecord record) {
        Box box = boxes.get(record.key());
        return switch (record) {
            case InstructionRecord.OpeningRequested it -> open(box, it);
            case InstructionRecord.AccountCommanded it -> command(box, it);
            case InstructionRecord.Instructed(Instruction it) -> {
                instruct(box, it);
                yield null;
            }
        };
    }

    /// @return what each version of the account is, in order
    List<String> history(AccountKey key) {
        return histories.getOrDefault(key, List.of());
    }

    Set<AccountKey> accounts() {
        return boxes.keySet();
    }

    /// @return null: it was never told so
    @Nullable Instruction told(InstructionId id) {
        return known.get(id);
    }

    Set<InstructionId> told() {
        return known.keySet();
    }

    Said reply(InstructionId id) {
        Said reply = replies.get(id);
        if (reply == null) {
            throw new Broken("nobody told an account " + id);
        }
        return reply;
    }

    /// @return all that a probe may have been told, if it was delivered several times
    Set<Said> probed(InstructionId id) {
        return probes.getOrDefault(id, Set.of());
    }

    private void note(AccountKey key, Box box, String what) {
        histories.computeIfAbsent(key, _ -> new ArrayList<>()).add(box.now(what));
    }

    private Standing open(@Nullable Box box, InstructionRecord.OpeningRequested it) {
        if (box == null) {
            Box opened = new Box(it.opening(), false);
            boxes.put(it.key(), opened);
            note(it.key(), opened, "opened");
            return Standing.FIRST;
        }
        ContentDigest digest = ContentDigest.of(it.opening());
        if (digest.equals(box.digest)) {
            return Standing.REPEAT;
        }
        if (box.losers.add(digest)) {
            box.version++;
            note(it.key(), box, "conflict");
        }
        return Standing.CONFLICT;
    }

    private @Nullable Standing command(@Nullable Box box, InstructionRecord.AccountCommanded it) {
        if (box == null) {
            return null;
        }
        ContentDigest digest = ContentDigest.of(it.command());
        ContentDigest first = box.commands.putIfAbsent(it.commandId(), digest);
        if (first == null) {
            Refusal refusal = refusal(box, it.command());
            if (refusal == null) {
                carryOut(box, it.command());
            }
            box.version++;
            note(it.key(), box, it.command().kind() + " " + refusal);
            return Standing.FIRST;
        }
        if (first.equals(digest)) {
            return Standing.REPEAT;
        }
        if (box.commandLosers.computeIfAbsent(it.commandId(), _ -> new Losers()).add(digest)) {
            box.version++;
            note(it.key(), box, "command conflict");
        }
        return Standing.CONFLICT;
    }

    private static @Nullable Refusal refusal(Box box, AccountCommand command) {
        if (box.status == AccountStatus.CLOSED) {
            return Refusal.ACCOUNT_CLOSED;
        }
        boolean fixed = box.limit == null || box.suspense;
        boolean possible =
                switch (command) {
                    case AccountCommand.Freeze _ -> !fixed && box.status != AccountStatus.FROZEN;
                    case AccountCommand.Unfreeze _ -> box.status == AccountStatus.FROZEN;
                    case AccountCommand.Close _ ->
                            !fixed && box.posted.signum() == 0 && box.held.signum() == 0;
                    case AccountCommand.ChangeOverdraftLimit _ -> !fixed;
                };
        return possible ? null : Refusal.INVALID_STATE;
    }

    private static void carryOut(Box box, AccountCommand command) {
        switch (command) {
            case AccountCommand.Freeze _ -> box.status = AccountStatus.FROZEN;
            case AccountCommand.Unfreeze _ -> box.status = AccountStatus.OPEN;
            case AccountCommand.Close _ -> box.status = AccountStatus.CLOSED;
            case AccountCommand.ChangeOverdraftLimit(long minor) ->
                    box.limit = BigInteger.valueOf(minor);
        }
    }

    private void instruct(@Nullable Box box, Instruction it) {
        Instruction before = known.putIfAbsent(it.id(), it);
        Broken.unless(
                before == null || before.equals(it), () -> "told otherwise: " + before + ", " + it);
        if (it.id().action() == Action.PROBE) {
            Refusal refusal = refusal(box, it);
            probes.computeIfAbsent(it.id(), _ -> new HashSet<>())
                    .add(refusal == null ? Said.FOUND : Said.refused(refusal));
        } else if (before == null) {
            replies.put(it.id(), obey(box, it));
        }
    }

    private Said obey(@Nullable Box there, Instruction it) {
        Refusal refusal = refusal(there, it);
        if (refusal != null) {
            return Said.refused(refusal);
        }
        AccountKey key = it.id().account();
        Box box = there;
        if (box == null) {
            box = suspense(it);
            boxes.put(key, box);
            note(key, box, "opened");
        }
        BigInteger amount = BigInteger.valueOf(it.amount().minor());
        switch (it.id().action()) {
            case PROBE -> throw new AssertionError("probes change nothing");
            case POST_DEBIT -> box.posted = box.posted.subtract(amount);
            case POST_CREDIT, RETURN, SUSPENSE -> box.posted = box.posted.add(amount);
            case HOLD -> box.held = box.held.add(amount);
            case CAPTURE -> {
                box.posted = box.posted.subtract(amount);
                box.held = box.held.subtract(amount);
            }
            case RELEASE -> box.held = box.held.subtract(amount);
        }
        Broken.unless(box.held.signum() >= 0, () -> "less than nothing is held after " + it);
        box.version++;
        note(key, box, it.id().action() + " " + it.id().transfer());
        return new Said(null, box.version, box.posted);
    }

    private static Box suspense(Instruction it) {
        Currency currency = it.amount().currency();
        Broken.unless(
                it.id().action() == Action.SUSPENSE
                        && it.id().account().id().equals(AccountId.suspense(currency)),
                () -> "there is no account for " + it);
        return new Box(
                new OpenAccount(
                        currency, new OverdraftLimit.Limited(0), new TreeMap<>(), it.receivedAt()),
                true);
    }

    private static @Nullable Refusal refusal(@Nullable Box box, Instruction it) {
        return switch (it.id().action()) {
            case CAPTURE, RELEASE, SUSPENSE -> null;
            case POST_DEBIT, HOLD -> it.unconditional() ? null : refusesToPay(box, it);
            case PROBE -> refusesToKnow(payee(box), it);
            case POST_CREDIT -> refusesToTake(payee(box), it);
            case RETURN -> refusesToHaveBack(box, it);
        };
    }

    /// Nobody pays suspense: only what could not be returned goes there.
    private static @Nullable Box payee(@Nullable Box box) {
        return box == null || box.suspense ? null : box;
    }

    private static @Nullable Refusal refusesToKnow(@Nullable Box box, Instruction it) {
        if (box == null) return Refusal.ACCOUNT_NOT_FOUND;
        if (box.status == AccountStatus.CLOSED) return Refusal.ACCOUNT_CLOSED;
        return box.currency.equals(it.amount().currency()) ? null : Refusal.CURRENCY_MISMATCH;
    }

    private static @Nullable Refusal refusesToTake(@Nullable Box box, Instruction it) {
        Refusal unknown = refusesToKnow(box, it);
        if (unknown != null || box == null || box.limit == null || box.suspense) {
            return unknown;
        }
        BigInteger then = box.posted.add(BigInteger.valueOf(it.amount().minor()));
        return then.compareTo(MOST) > 0 ? Refusal.AMOUNT_OVERFLOW : null;
    }

    /// What is returned was paid by this account.
    private static @Nullable Refusal refusesToHaveBack(@Nullable Box box, Instruction it) {
        if (box == null || !box.currency.equals(it.amount().currency())) {
            throw new Broken("returned to one who cannot have paid: " + it);
        }
        return refusesToTake(box, it);
    }

    private static @Nullable Refusal refusesToPay(@Nullable Box box, Instruction it) {
        Refusal unknown = refusesToKnow(box, it);
        boolean frozen = box != null && box.status == AccountStatus.FROZEN;
        if (frozen && unknown == Refusal.CURRENCY_MISMATCH) {
            return Refusal.ACCOUNT_FROZEN;
        }
        if (unknown != null || box == null) {
            return unknown;
        }
        if (frozen) {
            return Refusal.ACCOUNT_FROZEN;
        }
        BigInteger amount = BigInteger.valueOf(it.amount().minor());
        boolean hold = it.id().action() == Action.HOLD;
        if (hold && box.held.add(amount).compareTo(MOST) > 0) {
            return Refusal.AMOUNT_OVERFLOW;
        }
        if (box.limit == null) {
            return null;
        }
        BigInteger rest = box.posted.subtract(box.held).subtract(amount);
        if (rest.compareTo(MOST.negate()) < 0) {
            return Refusal.AMOUNT_OVERFLOW;
        }
        return rest.add(box.limit).signum() < 0 ? Refusal.INSUFFICIENT_FUNDS : null;
    }
}
