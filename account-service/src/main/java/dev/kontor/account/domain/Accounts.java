package dev.kontor.account.domain;

import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.Instruction;
import dev.kontor.events.model.InstructionId;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.InstructionRecord.AccountCommanded;
import dev.kontor.events.model.InstructionRecord.Instructed;
import dev.kontor.events.model.InstructionRecord.OpeningRequested;
import dev.kontor.events.model.Outcome;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The accounts of one partition: a state machine fed by the records of `instructions`, in the
/// order of the log. [#decide] looks and never touches, [#apply] touches and never judges.
///
/// It may hold a part of the partition only, as long as that is every account that its records
/// name, every identity of theirs that has been answered, and every command of theirs that is
/// known.
///
/// Not thread-safe: one partition, one thread.
public final class Accounts {
    private final Map<AccountKey, Account> accounts;
    private final Map<InstructionId, Long> answered;
    private final Map<CommandId, Command> commands;

    /// @param answered the fingerprint under which each identity was answered
    public Accounts(
            Map<AccountKey, Account> accounts,
            Map<InstructionId, Long> answered,
            Map<CommandId, Command> commands) {
        this.accounts = new HashMap<>(accounts);
        this.answered = new HashMap<>(answered);
        this.commands = new HashMap<>(commands);
    }

    public Optional<Account> find(AccountKey key) {
        return Optional.ofNullable(accounts.get(key));
    }

    public Optional<Command> find(CommandId id) {
        return Optional.ofNullable(commands.get(id));
    }

    public Map<AccountKey, Account> all() {
        return Collections.unmodifiableMap(accounts);
    }

    public Map<CommandId, Command> commands() {
        return Collections.unmodifiableMap(commands);
    }

    public Decision decide(InstructionRecord record) {
        Account account = accounts.get(record.key());
        return switch (record) {
            case Instructed(var instruction) -> decide(instruction, account);
            case OpeningRequested opening -> Openings.decide(opening, account);
            case AccountCommanded commanded ->
                    Commands.decide(commanded, account, commands.get(CommandId.of(commanded)));
        };
    }

    public void apply(Decision decision) {
        switch (decision) {
            case Decision.Done done -> {
                apply(done.opened());
                change(done.movement().key(), account -> account.after(done.movement()));
                answered.put(done.outcome().id(), done.fingerprint());
            }
            case Decision.Refused refused -> {
                Outcome outcome = refused.outcome();
                change(outcome.id().account(), account -> account.refusedAt(outcome.at()));
                answered.put(outcome.id(), refused.fingerprint());
            }
            case Decision.Opened opened -> apply(opened.event());
            case Decision.Conflicted conflicted ->
                    change(conflicted.event().key(), account -> account.after(conflicted.event()));
            case Decision.Commanded(var event) -> {
                change(event.key(), account -> account.after(event));
                Command command = Command.of(event);
                commands.put(command.id(), command);
            }
            case Decision.CommandConflicted(var event) -> {
                change(event.key(), account -> account.after(event));
                commands.computeIfPresent(
                        new CommandId(event.key(), event.commandId()),
                        (_, command) -> command.after(event));
            }
            case Decision.Probed _,
                    Decision.Repeated _,
                    Decision.AlreadyOpen _,
                    Decision.AlreadyCommanded _,
                    Decision.NobodyToCommand _ -> {}
            case Decision.Broken broken ->
                    throw new IllegalStateException(
                            "nothing follows from this: " + broken.reason());
        }
    }

    private Decision decide(Instruction instruction, @Nullable Account account) {
        Long fingerprint = answered.get(instruction.id());
        if (fingerprint == null) {
            return Answers.decide(instruction, account);
        }
        return fingerprint == instruction.fingerprint()
                ? new Decision.Repeated(instruction.id())
                : Answers.broken("answered before, with other content", instruction);
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
