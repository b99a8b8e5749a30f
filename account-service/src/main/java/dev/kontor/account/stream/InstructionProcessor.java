package dev.kontor.account.stream;

import dev.kontor.account.domain.Account;
import dev.kontor.account.domain.Command;
import dev.kontor.account.domain.CommandId;
import dev.kontor.account.store.AccountChange;
import dev.kontor.account.store.AccountStore;
import dev.kontor.account.store.CommandChange;
import dev.kontor.account.store.KeptAnswer;
import dev.kontor.account.store.NewAnswer;
import dev.kontor.events.codec.FutureRecordException;
import dev.kontor.events.codec.InstructionRecords;
import dev.kontor.events.codec.UnreadableRecordException;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.InstructionId;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.InstructionRecord.AccountCommanded;
import dev.kontor.events.model.InstructionRecord.Instructed;
import dev.kontor.events.model.InstructionRecord.OpeningRequested;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.Writer;
import dev.kontor.processing.Applied;
import dev.kontor.processing.PartitionBatch;
import dev.kontor.processing.Processor;
import dev.kontor.processing.SourceRecord;
import dev.kontor.processing.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Applies the records of `instructions` to the accounts.
///
/// All of a batch is first taken to be new, which the primary key of the answers proves. Where it
/// does not hold, the batch is decided again with the answers that are kept already.
public final class InstructionProcessor implements Processor<InstructionRecord> {
    private final AccountStore store;
    private final AccountCache cache;
    private final Map<Integer, Collection<Account>> uncommitted = new HashMap<>();

    /// @param maxCached how many accounts are kept in memory, large metadata counting as more of
    ///     them
    public InstructionProcessor(AccountStore store, long maxCached) {
        this.store = store;
        this.cache = new AccountCache(maxCached);
    }

    @Override
    public Topic source() {
        return Topic.INSTRUCTIONS;
    }

    /// A client's opening of a reserved id should have been refused at the edge. It endangers
    /// nothing but itself, so it is a dead letter and halts nobody.
    @Override
    public InstructionRecord decode(byte[] key, byte[] value)
            throws UnreadableRecordException, FutureRecordException {
        InstructionRecord record = InstructionRecords.decode(key, value);
        if (record instanceof OpeningRequested opening && opening.key().id().isReserved()) {
            throw new UnreadableRecordException("no client opens " + opening.key());
        }
        return record;
    }

    @Override
    public Writer writerOf(InstructionRecord record) {
        return switch (record) {
            case Instructed _ -> Writer.LEDGER_PROCESSOR;
            case OpeningRequested _, AccountCommanded _ -> Writer.REQUEST_SERVICE;
        };
    }

    @Override
    public List<Applied> apply(
            Transaction transaction, List<PartitionBatch<InstructionRecord>> batches) {
        Map<CommandId, Command> commands = store.readCommands(transaction, commandsOf(batches));
        Map<AccountKey, Account> found = accountsOf(batches, transaction);
        List<Decided> decided = decide(batches, new Kept(found, Map.of(), commands));
        if (!keepAsNew(transaction, decided)) {
            // What stood in memory is not trusted here.
            batches.forEach(batch -> cache.forget(batch.partition()));
            found = accountsOf(batches, transaction);
            Map<InstructionId, KeptAnswer> answers = store.readAnswers(transaction, idsOf(batches));
            decided = decide(batches, new Kept(found, answers, commands));
            store.keep(transaction, answersOf(decided));
        }
        store.write(transaction, changesOf(decided));
        store.writeCommands(transaction, commandChangesOf(decided));
        uncommitted.clear();
        for (int i = 0; i < batches.size(); i++) {
            uncommitted.put(batches.get(i).partition(), decided.get(i).accounts());
        }
        return decided.stream().map(Decided::applied).toList();
    }

    @Override
    public void committed() {
        uncommitted.forEach(cache::put);
        uncommitted.clear();
    }

    @Override
    public void rolledBack() {
        uncommitted.clear();
    }

    @Override
    public void forget(int partition) {
        cache.forget(partition);
        uncommitted.remove(partition);
    }

    private Map<AccountKey, Account> accountsOf(
            List<PartitionBatch<InstructionRecord>> batches, Transaction transaction) {
        Map<AccountKey, Account> found = new HashMap<>();
        Set<AccountKey> missing = new LinkedHashSet<>();
        forEach(
                batches,
                record ->
                        cache.find(record.key())
                                .ifPresentOrElse(
                                        account -> found.put(account.key(), account),
                                        () -> missing.add(record.key())));
        found.putAll(store.readAccounts(transaction, missing));
        return found;
    }

    private static List<Decided> decide(
            List<PartitionBatch<InstructionRecord>> batches, Kept kept) {
        return batches.stream().map(batch -> Decided.of(batch, kept)).toList();
    }

    /// @return false if one of the instructions was answered before, or might have been: what looks
    ///     broken when taken as new can be a harmless repeat
    private boolean keepAsNew(Transaction transaction, List<Decided> decided) {
        if (decided.stream().anyMatch(Decided::isHalted)) {
            return false;
        }
        List<NewAnswer> answers = answersOf(decided);
        return answers.isEmpty() || transaction.attempt(() -> store.keep(transaction, answers));
    }

    private static List<InstructionId> idsOf(List<PartitionBatch<InstructionRecord>> batches) {
        List<InstructionId> ids = new ArrayList<>();
        forEach(
                batches,
                record -> {
                    if (record instanceof Instructed(var instruction)
                            && instruction.id().action() != Action.PROBE) {
                        ids.add(instruction.id());
                    }
                });
        return ids;
    }

    private static Set<CommandId> commandsOf(List<PartitionBatch<InstructionRecord>> batches) {
        Set<CommandId> ids = new LinkedHashSet<>();
        forEach(
                batches,
                record -> {
                    if (record instanceof AccountCommanded commanded) {
                        ids.add(CommandId.of(commanded));
                    }
                });
        return ids;
    }

    private static List<NewAnswer> answersOf(List<Decided> decided) {
        List<NewAnswer> answers = new ArrayList<>();
        for (Decided each : decided) {
            answers.addAll(each.answers());
        }
        return answers;
    }

    private static List<AccountChange> changesOf(List<Decided> decided) {
        List<AccountChange> changes = new ArrayList<>();
        for (Decided each : decided) {
            changes.addAll(each.changes());
        }
        return changes;
    }

    private static List<CommandChange> commandChangesOf(List<Decided> decided) {
        List<CommandChange> commandChanges = new ArrayList<>();
        for (Decided each : decided) {
            commandChanges.addAll(each.commandChanges());
        }
        return commandChanges;
    }

    private static void forEach(
            List<PartitionBatch<InstructionRecord>> batches, Consumer<InstructionRecord> action) {
        for (PartitionBatch<InstructionRecord> batch : batches) {
            for (SourceRecord<InstructionRecord> source : batch.records()) {
                action.accept(source.record());
            }
        }
    }
}
