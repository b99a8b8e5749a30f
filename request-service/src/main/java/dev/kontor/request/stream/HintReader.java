package dev.kontor.request.stream;

import dev.kontor.events.codec.AccountFactsRecords;
import dev.kontor.events.codec.AccountFactsRecords.KnownAccount;
import dev.kontor.events.codec.FutureRecordException;
import dev.kontor.events.codec.UnreadableRecordException;
import dev.kontor.request.domain.HintTable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the table of hints up to the topic `accounts`.
final class HintReader {
    private static final Logger LOG = LoggerFactory.getLogger(HintReader.class);

    private final HintTable hints;

    HintReader(HintTable hints) {
        this.hints = hints;
    }

    /// An account that cannot be read is one we know nothing of, which is never wrong.
    void read(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null || record.value() == null) {
            return;
        }
        try {
            KnownAccount known = AccountFactsRecords.decode(record.key(), record.value());
            hints.put(known.key(), known.facts());
        } catch (UnreadableRecordException | FutureRecordException e) {
            LOG.warn(
                    "{}-{} at {} is no account that can be read; it is asked each time",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e);
        }
    }
}
