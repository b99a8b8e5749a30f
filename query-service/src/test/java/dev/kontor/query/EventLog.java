package dev.kontor.query;

import dev.kontor.events.codec.AccountEvents;
import dev.kontor.events.codec.TransferEvents;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.topic.Headers;
import dev.kontor.events.topic.Partitions;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.TopicSettings;
import dev.kontor.events.topic.Writer;
import dev.kontor.local.TestServers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Appends facts as the processors would.
public final class EventLog implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                    Map.of("bootstrap.servers", TestServers.bootstrapServers()),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());

    public void append(AccountEvent... events) {
        await(
                Stream.of(events)
                        .map(event ->
                                send(
                                        Topic.ACCOUNT_EVENTS,
                                        event.key().toString(),
                                        AccountEvents.encode(event),
                                        Writer.ACCOUNT_SERVICE))
                        .toList());
    }

    public void append(TransferEvent... events) {
        await(
                Stream.of(events)
                        .map(event ->
                                send(
                                        Topic.TRANSFER_EVENTS,
                                        event.key().toString(),
                                        TransferEvents.encode(event),
                                        Writer.LEDGER_PROCESSOR))
                        .toList());
    }

    @Override
    public void close() {
        producer.close();
    }

    private Future<?> send(Topic topic, String key, byte[] value, Writer writer) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        topic.topicName(),
                        Partitions.of(bytes, TopicSettings.LOCAL.partitions(topic)),
                        bytes,
                        value);
        record.headers().add(Headers.WRITER, writer.text().getBytes(StandardCharsets.UTF_8));
        return producer.send(record);
    }

    private static void await(List<? extends Future<?>> appends) {
        for (Future<?> append : appends) {
            try {
                append.get();
            } catch (ExecutionException e) {
                throw new AssertionError(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }
}
