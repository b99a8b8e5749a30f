package dev.kontor.account.stream;

import dev.kontor.account.domain.Account;
import dev.kontor.account.domain.Command;
import dev.kontor.account.domain.CommandId;
import dev.kontor.account.store.KeptAnswer;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.InstructionId;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.InstructionRecord.AccountCommanded;
import dev.kontor.events.model.InstructionRecord.Instructed;
import dev.kontor.events.model.InstructionRecord.OpeningRequested;
import dev.kontor.processing.PartitionBatch;
import dev.kontor.processing.SourceRecord;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is kept of what some records name, before they are decided.
///
/// @param answers as far as was looked
record Kept(
        Map<AccountKey, Account> accounts,
        Map<InstructionId, KeptAnswer> answers,
        Map<CommandId, Command> commands) {

    /// @return what one partition's records name of it
    Kept of(PartitionBatch<InstructionRecord> batch) {
        Kept named = new Kept(new HashMap<>(), new HashMap<>(), new HashMap<>());
        for (SourceRecord<InstructionRecord> source : batch.records()) {
            InstructionRecord record = source.record();
            copy(record.key(), accounts, named.accounts);
            switch (record) {
                case Instructed(var instruction) -> copy(instruction.id(), answers, named.answers);
                case AccountCommanded commanded ->
                        copy(CommandId.of(commanded), commands, named.commands);
                case OpeningRequested _ -> {}
            }
        }
        return named;
    }

    private static <K, V> void copy(K key, Map<K, V> from, Map<K, V> to) {
        @Nullable V value = from.get(key);
        if (value != null) {
            to.put(key, value);
        }
    }
}
