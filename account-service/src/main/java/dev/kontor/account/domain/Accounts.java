package dev.kontor.account.domain;

import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Instruction;
import dev.kontor.events.model.InstructionId;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.InstructionRecord.Instructed;
import dev.kontor.events.model.InstructionRecord.OpeningRequested;
import dev.kontor.events.model.OpenAccount;
import dev.kontor.events.model.Outcome;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.OverdraftLimit;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Reply.Standing;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The accounts of one partition: a state machine fed by the records of `instructions`, in the
/// order of the log. [#decide] looks and never touches, [#apply] touches and never judges.
///
/// It may hold a part of the partition only, as long as that is every account that its records
/// name, and every identity of theirs that has been answered.
///
/// Not thread-safe: one partition, one thread.
public final class Accounts {
    private static final long FIRST_VERSION = 1;
    private static final OverdraftLimit NO_OVERDRAFT = new OverdraftLimit.Limited(0);

    private final Map<AccountKey, Account> accounts;
    private final Map<InstructionId, Long> answered;

    /// @param answered the fingerprint under which each identity was answered
    public Accounts(Map<AccountKey, Account> accounts, Map<InstructionId, Long> answered) {
        this.accounts = new HashMap<>(accounts);
        this.answered = new HashMap<>(answered);
    }

    public Optional<Account> find(AccountKey key) {
        return Optional.ofNullable(accounts.get(key));
    }

    public Map<AccountKey, Account> all() {
        return Collections.unmodifiableMap(accounts);
    }

    public Decision decide(InstructionRecord record) {
        return switch (record) {
            case Instructed instructed -> decide(instructed.instruction());
            case OpeningRequested opening -> decide(opening);
            case InstructionRecord.AccountCommanded _ ->
                    new Decision.Broken("not decided yet: " + record);
        };
    }

    public void apply(Decision decision) {
        switch (decision) {
            case Decision.Posted posted -> {
                apply(posted.opened());
                change(posted.entry().key(), account -> account.after(posted.entry()));
                answered.put(posted.outcome().id(), posted.fingerprint());
            }
            case Decision.Refused refused -> {
                Outcome outcome = refused.outcome();
                change(outcome.id().account(), account -> account.refusedAt(outcome.at()));
                answered.put(outcome.id(), refused.fingerprint());
            }
            case Decision.Opened opened -> apply(opened.event());
            case Decision.Conflicted conflicted ->
                    change(conflicted.event().key(), account -> account.after(conflicted.event()));
            case Decision.Probed _, Decision.Repeated _, Decision.AlreadyOpen _ -> {}
            case Decision.Broken broken ->
                    throw new IllegalStateException(
                            "nothing follows from this: " + broken.reason());
        }
    }

    private Decision decide(OpeningRequested request) {
        AccountKey key = request.key();
        if (key.id().isReserved()) {
            return new Decision.Broken("no client opens " + key);
        }
        Account account = accounts.get(key);
        if (account == null) {
            return new Decision.Opened(opened(request.rules(), key, request.opening()));
        }
        ContentDigest digest = ContentDigest.of(request.opening());
        if (digest.equals(account.digest())) {
            return new Decision.AlreadyOpen(key, Standing.REPEAT);
        }
        if (!account.conflicts().records(digest)) {
            return new Decision.AlreadyOpen(key, Standing.CONFLICT);
        }
        return new Decision.Conflicted(
                new AccountEvent.OpeningConflicted(
                        request.rules(),
                        key,
                        account.version() + 1,
                        account.conflicts().kept(digest),
                        account.timeOf(request.opening().receivedAt())));
    }

    private Decision decide(Instruction instruction) {
        Long fingerprint = answered.get(instruction.id());
        if (fingerprint != null) {
            return fingerprint == instruction.fingerprint()
                    ? new Decision.Repeated(instruction.id())
                    : broken("answered before, with other content", instruction);
        }
        String fault = Guards.faultOf(instruction);
        if (fault != null) {
            return broken(fault, instruction);
        }
        Account account = accounts.get(instruction.id().account());
        return account == null ? decideWithoutAccount(instruction) : decide(instruction, account);
    }

    private static Decision decideWithoutAccount(Instruction instruction) {
        String fault = Guards.faultWithoutAccount(instruction);
        if (fault != null) {
            return broken(fault, instruction);
        }
        if (instruction.id().action() == Action.SUSPENSE) {
            AccountEvent.Opened opened = openedSuspense(instruction);
            return posted(instruction, opened, Account.of(opened));
        }
        return refused(instruction, Refusal.ACCOUNT_NOT_FOUND, instruction.receivedAt());
    }

    private static Decision decide(Instruction instruction, Account account) {
        String fault = Guards.faultOf(instruction, account);
        if (fault != null) {
            return broken(fault, instruction);
        }
        Instant at = account.timeOf(instruction.receivedAt());
        Refusal refusal = Guards.refusalOf(instruction, account);
        if (refusal != null) {
            return refused(instruction, refusal, at);
        }
        if (instruction.id().action() == Action.PROBE) {
            Result found = new Result.Found(account.currency(), account.isWithoutLimit());
            return new Decision.Probed(outcome(instruction, at, found));
        }
        return posted(instruction, null, account);
    }

    private static Decision refused(Instruction instruction, Refusal refusal, Instant at) {
        Outcome outcome = outcome(instruction, at, new Result.Refused(refusal));
        return instruction.id().action() == Action.PROBE
                ? new Decision.Probed(outcome)
                : new Decision.Refused(instruction.fingerprint(), outcome);
    }

    private static Decision posted(
            Instruction instruction, AccountEvent.@Nullable Opened opened, Account account) {
        InstructionId id = instruction.id();
        Direction direction = id.action() == Action.POST_DEBIT ? Direction.DEBIT : Direction.CREDIT;
        AccountEvent.EntryPosted entry =
                new AccountEvent.EntryPosted(
                        instruction.rules(),
                        id.account(),
                        account.version() + 1,
                        id.transfer(),
                        id.kind(),
                        id.requestId(),
                        id.leg(),
                        id.action(),
                        direction,
                        instruction.amount(),
                        account.balanceAfter(direction, instruction.amount()),
                        account.held(),
                        account.timeOf(instruction.receivedAt()),
                        instruction.effectiveAt());
        Result posted = new Result.Posted(entry.version(), entry.balanceAfter());
        return new Decision.Posted(
                instruction.fingerprint(),
                outcome(instruction, entry.postedAt(), posted),
                opened,
                entry);
    }

    private static Outcome outcome(Instruction instruction, Instant at, Result result) {
        return new Outcome(instruction.rules(), instruction.id(), at, result);
    }

    private static AccountEvent.Opened openedSuspense(Instruction first) {
        Currency currency = first.amount().currency();
        OpenAccount opening =
                new OpenAccount(currency, NO_OVERDRAFT, new TreeMap<>(), first.receivedAt());
        return opened(first.rules(), first.id().account(), opening);
    }

    private static AccountEvent.Opened opened(int rules, AccountKey key, OpenAccount opening) {
        return new AccountEvent.Opened(
                rules,
                key,
                FIRST_VERSION,
                opening,
                ContentDigest.of(opening),
                opening.receivedAt());
    }

    private static Decision broken(String fault, Instruction instruction) {
        return new Decision.Broken(fault + ": " + instruction.id());
    }

    private void apply(AccountEvent.@Nullable Opened opened) {
        if (opened != null) {
            accounts.put(opened.key(), Account.of(opened));
        }
    }

    private void change(AccountKey key, UnaryOperator<Account> change) {
        accounts.computeIfPresent(key, (_, account) -> change.apply(account));
    }
}
