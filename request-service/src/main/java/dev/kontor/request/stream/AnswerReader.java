package dev.kontor.request.stream;

import dev.kontor.events.codec.AccountEvents;
import dev.kontor.events.codec.FutureRecordException;
import dev.kontor.events.codec.TransferEvents;
import dev.kontor.events.codec.UnreadableRecordException;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.events.topic.Headers;
import dev.kontor.events.topic.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes the answers out of the events, where most records are none, and brings them to those who
/// wait.
final class AnswerReader {
    private static final Logger log = LoggerFactory.getLogger(AnswerReader.class);

    private final Waiters<TransferSnapshot> transferWaiters;
    private final Waiters<AccountSnapshot> accountWaiters;

    AnswerReader(
            Waiters<TransferSnapshot> transferWaiters, Waiters<AccountSnapshot> accountWaiters) {
        this.transferWaiters = transferWaiters;
        this.accountWaiters = accountWaiters;
    }

    void read(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(Topic.TRANSFER_EVENTS.topicName())) {
            reading(record, () -> readTransferEvent(record));
        } else {
            reading(record, () -> readAccountEvent(record));
        }
    }

    private void readTransferEvent(ConsumerRecord<byte[], byte[]> record)
            throws UnreadableRecordException, FutureRecordException {
        if (TransferEvents.decode(record.key(), record.value())
                instanceof TransferEvent.Answer answer) {
            answer.replies().forEach(reply -> transferWaiters.answer(reply, answer.transfer()));
        }
    }

    private void readAccountEvent(ConsumerRecord<byte[], byte[]> record)
            throws UnreadableRecordException, FutureRecordException {
        if (AccountEvents.decode(record.key(), record.value())
                instanceof AccountEvent.Answer answer) {
            answer.replies().forEach(reply -> accountWaiters.answer(reply, answer.account()));
        }
    }

    private static void reading(ConsumerRecord<byte[], byte[]> record, Decoding decoding) {
        if (record.headers().lastHeader(Headers.ANSWER) == null) {
            return;
        }
        try {
            decoding.run();
        } catch (UnreadableRecordException | FutureRecordException e) {
            log.error(
                    "{}-{} at {} is no answer that can be read; who waits for it is told later",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e);
        }
    }

    private interface Decoding {
        void run() throws UnreadableRecordException, FutureRecordException;
    }
}
