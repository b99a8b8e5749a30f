package dev.kontor.account.stream;

import dev.kontor.account.domain.Account;
import dev.kontor.account.domain.Accounts;
import dev.kontor.account.domain.Command;
import dev.kontor.account.domain.CommandId;
import dev.kontor.account.domain.Decision;
import dev.kontor.account.store.AccountChange;
import dev.kontor.account.store.CommandChange;
import dev.kontor.account.store.KeptAnswer;
import dev.kontor.account.store.NewAnswer;
import dev.kontor.events.codec.TransferRecords;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountFacts;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.AccountStatus;
import dev.kontor.events.model.CommandStatus;
import dev.kontor.events.model.InstructionId;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.Outcome;
import dev.kontor.events.model.Reply;
import dev.kontor.events.model.Reply.Standing;
import dev.kontor.events.model.ReplyTo;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.processing.Applied;
import dev.kontor.processing.PartitionBatch;
import dev.kontor.processing.SourceRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What was decided about the records of one partition's batch; nothing of it is kept yet.
final class Decided {
    private final Kept before;
    private final Map<InstructionId, byte[]> outcomes = new HashMap<>();
    private final Accounts accounts;
    private final List<NewAnswer> answers = new ArrayList<>();
    private final Outputs outputs = new Outputs();
    private Applied.@Nullable Halt halt;

    /// @param kept what is kept of the accounts, answers and commands that the batch names
    static Decided of(PartitionBatch<InstructionRecord> batch, Kept kept) {
        Decided decided = new Decided(kept.of(batch));
        for (SourceRecord<InstructionRecord> source : batch.records()) {
            if (decided.halt == null) {
                decided.add(source);
            }
        }
        return decided;
    }

    private Decided(Kept before) {
        Map<InstructionId, Long> fingerprints = new HashMap<>();
        before.answers()
                .forEach((id, answer) -> {
                    fingerprints.put(id, answer.fingerprint());
                    outcomes.put(id, answer.outcome());
                });
        this.before = before;
        this.accounts = new Accounts(before.accounts(), fingerprints, before.commands());
    }

    Applied applied() {
        return new Applied(outputs.toList(), halt);
    }

    boolean isHalted() {
        return halt != null;
    }

    List<NewAnswer> answers() {
        return answers;
    }

    /// The accounts of the batch as they are after it.
    Collection<Account> accounts() {
        return accounts.all().values();
    }

    List<AccountChange> changes() {
        List<AccountChange> changes = new ArrayList<>();
        for (Account account : accounts()) {
            Account old = before.accounts().get(account.key());
            if (!account.equals(old)) {
                long version = old == null ? AccountChange.NEW : old.version();
                changes.add(new AccountChange(version, account));
            }
        }
        return changes;
    }

    List<CommandChange> commandChanges() {
        List<CommandChange> changes = new ArrayList<>();
        accounts.commands()
                .forEach((id, command) -> {
                    Command old = before.commands().get(id);
                    if (!command.equals(old)) {
                        changes.add(new CommandChange(old, command));
                    }
                });
        return changes;
    }

    private void add(SourceRecord<InstructionRecord> source) {
        Decision decision = accounts.decide(source.record());
        if (decision instanceof Decision.Broken(String reason)) {
            halt = new Applied.Halt(source.offset(), reason);
            return;
        }
        accounts.apply(decision);
        publish(decision, source);
    }

    private void publish(Decision decision, SourceRecord<InstructionRecord> source) {
        String trace = source.traceparent();
        switch (decision) {
            case Decision.Done done -> {
                opened(done.opened(), trace);
                outputs.addEvent(done.movement(), trace);
                keep(done.outcome(), done.fingerprint(), done.movement(), trace);
            }
            case Decision.Refused refused ->
                    keep(refused.outcome(), refused.fingerprint(), null, trace);
            case Decision.Probed(Outcome outcome) ->
                    outputs.addOutcome(outcome.id().transferKey(), encode(outcome), trace);
            case Decision.Repeated(InstructionId id) ->
                    outputs.addOutcome(id.transferKey(), outcomeOf(id), trace);
            case Decision.Opened(AccountEvent.Opened event) -> {
                opened(event, trace);
                answer(source, Standing.FIRST);
            }
            case Decision.Conflicted(AccountEvent.OpeningConflicted event) -> {
                outputs.addEvent(event, trace);
                answer(source, Standing.CONFLICT);
            }
            case Decision.AlreadyOpen(_, Standing standing) -> answer(source, standing);
            case Decision.Commanded(AccountEvent.CommandDecided event) -> {
                outputs.addEvent(event, trace);
                closed(event, trace);
                answer(source, new CommandId(event.key(), event.command().id()), Standing.FIRST);
            }
            case Decision.CommandConflicted(AccountEvent.CommandConflicted event) -> {
                outputs.addEvent(event, trace);
                answer(source, new CommandId(event.key(), event.commandId()), Standing.CONFLICT);
            }
            case Decision.AlreadyCommanded(CommandId id, Standing standing) ->
                    answer(source, id, standing);
            case Decision.NobodyToCommand(CommandId id) -> answerNotFound(source, id);
            case Decision.Broken broken -> throw new IllegalStateException(broken.reason());
        }
    }

    private void opened(AccountEvent.@Nullable Opened event, @Nullable String trace) {
        if (event != null) {
            outputs.addEvent(event, trace);
            AccountFacts facts = event.opening().facts();
            outputs.addFacts(event.rules(), event.key(), facts, trace);
        }
    }

    /// Whoever goes by the facts of accounts is told that this one is closed.
    private void closed(AccountEvent.CommandDecided event, @Nullable String trace) {
        boolean isDone = event.command().status() == CommandStatus.DONE;
        if (isDone && event.statusAfter() == AccountStatus.CLOSED) {
            AccountFacts facts = accountOf(event.key()).facts();
            outputs.addFacts(event.rules(), event.key(), facts, trace);
        }
    }

    private void keep(
            Outcome outcome,
            long fingerprint,
            AccountEvent.@Nullable Movement movement,
            @Nullable String trace) {
        byte[] encoded = encode(outcome);
        outcomes.put(outcome.id(), encoded);
        answers.add(new NewAnswer(outcome.id(), new KeptAnswer(fingerprint, encoded), movement));
        outputs.addOutcome(outcome.id().transferKey(), encoded, trace);
    }

    private byte[] outcomeOf(InstructionId id) {
        byte[] outcome = outcomes.get(id);
        if (outcome == null) {
            throw new IllegalStateException("answered, but the answer is not here: " + id);
        }
        return outcome;
    }

    private void answer(SourceRecord<InstructionRecord> source, Standing standing) {
        answer(
                source,
                standing,
                replies ->
                        new AccountEvent.Answer(
                                source.record().rules(), snapshotFor(source), replies));
    }

    private void answer(SourceRecord<InstructionRecord> source, CommandId id, Standing standing) {
        answer(
                source,
                standing,
                replies ->
                        new AccountEvent.CommandAnswer(
                                source.record().rules(),
                                snapshotFor(source),
                                accounts.find(id).orElseThrow().snapshot(),
                                replies));
    }

    private void answerNotFound(SourceRecord<InstructionRecord> source, CommandId id) {
        answer(
                source,
                Standing.FIRST,
                replies ->
                        new AccountEvent.CommandNotFound(
                                source.record().rules(), id.account(), id.id(), replies));
    }

    private void answer(
            SourceRecord<InstructionRecord> source,
            Standing standing,
            Function<List<Reply>, AccountEvent> answer) {
        ReplyTo reply = source.reply();
        if (reply != null) {
            AccountEvent event = answer.apply(List.of(reply.as(standing)));
            outputs.addAnswer(event, source.traceparent());
        }
    }

    private AccountSnapshot snapshotFor(SourceRecord<InstructionRecord> source) {
        return accountOf(source.record().key()).snapshot();
    }

    private Account accountOf(AccountKey key) {
        return accounts.find(key).orElseThrow();
    }

    private static byte[] encode(Outcome outcome) {
        return TransferRecords.encode(new TransferRecord.Answered(outcome));
    }
}
