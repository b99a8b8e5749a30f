package dev.kontor.account.stream;

import dev.kontor.account.domain.Account;
import dev.kontor.account.domain.Accounts;
import dev.kontor.account.domain.Decision;
import dev.kontor.account.store.AccountChange;
import dev.kontor.account.store.KeptAnswer;
import dev.kontor.account.store.NewAnswer;
import dev.kontor.events.codec.TransferRecords;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.InstructionId;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.InstructionRecord.Instructed;
import dev.kontor.events.model.Outcome;
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
import org.jspecify.annotations.Nullable;

/// What was decided about the records of one partition's batch; nothing of it is kept yet.
final class Decided {
    private final Map<AccountKey, Account> before;
    private final Map<InstructionId, byte[]> outcomes = new HashMap<>();
    private final Accounts accounts;
    private final List<NewAnswer> answers = new ArrayList<>();
    private final Outputs outputs = new Outputs();
    private Applied.@Nullable Halt halt;

    /// @param found the accounts that exist, at least of those that the batch names
    /// @param kept the answers given before, as far as was looked
    static Decided of(
            PartitionBatch<InstructionRecord> batch,
            Map<AccountKey, Account> found,
            Map<InstructionId, KeptAnswer> kept) {
        Map<AccountKey, Account> before = new HashMap<>();
        Map<InstructionId, KeptAnswer> answered = new HashMap<>();
        for (SourceRecord<InstructionRecord> source : batch.records()) {
            InstructionRecord record = source.record();
            Account account = found.get(record.key());
            if (account != null) {
                before.put(account.key(), account);
            }
            if (record instanceof Instructed(var instruction)) {
                KeptAnswer answer = kept.get(instruction.id());
                if (answer != null) {
                    answered.put(instruction.id(), answer);
                }
            }
        }
        Decided decided = new Decided(before, answered);
        for (SourceRecord<InstructionRecord> source : batch.records()) {
            if (decided.halt == null) {
                decided.add(source);
            }
        }
        return decided;
    }

    private Decided(Map<AccountKey, Account> before, Map<InstructionId, KeptAnswer> answered) {
        Map<InstructionId, Long> fingerprints = new HashMap<>();
        answered.forEach((id, answer) -> {
            fingerprints.put(id, answer.fingerprint());
            outcomes.put(id, answer.outcome());
        });
        this.before = before;
        this.accounts = new Accounts(before, fingerprints);
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
            Account old = before.get(account.key());
            if (!account.equals(old)) {
                long version = old == null ? AccountChange.NEW : old.version();
                changes.add(new AccountChange(version, account));
            }
        }
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
            case Decision.Posted posted -> {
                opened(posted.opened(), trace);
                outputs.addEvent(posted.entry(), trace);
                keep(posted.outcome(), posted.fingerprint(), posted.entry(), trace);
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
            case Decision.Broken broken -> throw new IllegalStateException(broken.reason());
        }
    }

    private void opened(AccountEvent.@Nullable Opened event, @Nullable String trace) {
        if (event != null) {
            outputs.addEvent(event, trace);
            outputs.addFacts(event, trace);
        }
    }

    private void keep(
            Outcome outcome,
            long fingerprint,
            AccountEvent.@Nullable EntryPosted entry,
            @Nullable String trace) {
        byte[] encoded = encode(outcome);
        outcomes.put(outcome.id(), encoded);
        answers.add(new NewAnswer(outcome.id(), new KeptAnswer(fingerprint, encoded), entry));
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
        ReplyTo reply = source.reply();
        if (reply != null) {
            InstructionRecord record = source.record();
            Account account = accounts.find(record.key()).orElseThrow();
            outputs.addAnswer(record.rules(), account, reply.as(standing), source.traceparent());
        }
    }

    private static byte[] encode(Outcome outcome) {
        return TransferRecords.encode(new TransferRecord.Answered(outcome));
    }
}
