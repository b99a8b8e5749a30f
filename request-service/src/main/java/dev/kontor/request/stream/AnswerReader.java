package dev.kontor.request.stream;

import dev.kontor.events.codec.AccountEvents;
import dev.kontor.events.codec.FutureRecordException;
import dev.kontor.events.codec.TransferEvents;
import dev.kontor.events.codec.UnreadableRecordException;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.topic.Headers;
import dev.kontor.events.topic.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes the answers out of the events, where most records are none, and brings them to those who
/// wait.
final class AnswerReader {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerReader.class);

    private final WaitingRoom room;

    AnswerReader(WaitingRoom room) {
        this.room = room;
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
        switch (TransferEvents.decode(record.key(), record.value())) {
            case TransferEvent.Answer(var _, var transfer, var replies) ->
                    room.transfers().answer(replies, transfer);
            case TransferEvent.CommandAnswer(var _, var transfer, var command, var replies) ->
                    room.transferCommands()
                            .answer(replies, new CommandReply.Recorded<>(transfer, command));
            case TransferEvent.CommandNotFound(var _, var _, var _, var replies) ->
                    room.transferCommands().answer(replies, new CommandReply.NotFound<>());
            case TransferEvent.Numbered _ -> {}
        }
    }

    private void readAccountEvent(ConsumerRecord<byte[], byte[]> record)
            throws UnreadableRecordException, FutureRecordException {
        switch (AccountEvents.decode(record.key(), record.value())) {
            case AccountEvent.Answer(var _, var account, var replies) ->
                    room.accounts().answer(replies, account);
            case AccountEvent.CommandAnswer(var _, var account, var command, var replies) ->
                    room.accountCommands()
                            .answer(replies, new CommandReply.Recorded<>(account, command));
            case AccountEvent.CommandNotFound(var _, var _, var _, var replies) ->
                    room.accountCommands().answer(replies, new CommandReply.NotFound<>());
            case AccountEvent.Numbered _ -> {}
        }
    }

    private static void reading(ConsumerRecord<byte[], byte[]> record, Decoding decoding) {
        if (record.headers().lastHeader(Headers.ANSWER) == null) {
            return;
        }
        try {
            decoding.run();
        } catch (UnreadableRecordException | FutureRecordException e) {
            LOG.error(
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
