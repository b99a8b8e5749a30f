package dev.kontor.simulation;

import dev.kontor.events.codec.AccountFactsRecords;
import dev.kontor.events.codec.AccountFactsRecords.KnownAccount;
import dev.kontor.events.codec.FutureRecordException;
import dev.kontor.events.codec.UnreadableRecordException;
import dev.kontor.events.model.AccountFacts;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.topic.Topic;
import dev.kontor.processing.InMemoryKafka;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// What request-service knows of accounts: the compacted topic, as far as it has read.
final class Hints {
    private final InMemoryKafka kafka;
    private final int[] read;
    private final Map<AccountKey, AccountFacts> known = new HashMap<>();

    Hints(InMemoryKafka kafka) {
        this.kafka = kafka;
        this.read = new int[kafka.settings().partitions(Topic.ACCOUNTS)];
    }

    @Nullable AccountFacts of(AccountKey key) {
        return known.get(key);
    }

    void readOn(int partition) {
        List<ConsumerRecord<byte[], byte[]>> records = kafka.records(Topic.ACCOUNTS, partition);
        for (int at = read[partition]; at < records.size(); at++) {
            try {
                KnownAccount account =
                        AccountFactsRecords.decode(records.get(at).key(), records.get(at).value());
                known.merge(account.key(), account.facts(), Hints::newer);
            } catch (UnreadableRecordException | FutureRecordException e) {
                throw new Broken("the topic of accounts holds what nobody can read: " + e);
            }
        }
        read[partition] = records.size();
    }

    int partitions() {
        return read.length;
    }

    /// Closed is for ever; a repeat of older facts does not undo it.
    private static AccountFacts newer(AccountFacts before, AccountFacts now) {
        return before.closed() ? before : now;
    }
}
