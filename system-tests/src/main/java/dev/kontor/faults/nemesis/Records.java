package dev.kontor.faults.nemesis;

import dev.kontor.events.topic.Headers;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.Writer;
import dev.kontor.faults.rig.Partition;
import dev.kontor.faults.rig.Rig;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Records that should not be in the log.
final class Records {
    private static final int PARTITIONS = 12;
    private static final int BAD_REQUESTS = 200;
    private static final int MOST_BYTES = 400;

    /// Which processor writes a topic.
    private static final Map<Topic, Writer> PROCESSORS =
            Map.of(
                    Topic.TRANSFERS, Writer.ACCOUNT_SERVICE,
                    Topic.INSTRUCTIONS, Writer.LEDGER_PROCESSOR,
                    Topic.TRANSFER_EVENTS, Writer.LEDGER_PROCESSOR,
                    Topic.ACCOUNT_EVENTS, Writer.ACCOUNT_SERVICE);

    private Records() {}

    /// What clients might have caused: each is a dead letter, and everything goes on.
    static void badRequests(Scene scene) {
        Rig rig = scene.rig();
        long lettersBefore = end(rig, new Partition.Name(Topic.DEAD_LETTERS.topicName(), 0));
        try (Producer<byte[], byte[]> producer = producer(rig)) {
            for (int i = 0; i < BAD_REQUESTS; i++) {
                Topic topic = i % 2 == 0 ? Topic.TRANSFERS : Topic.INSTRUCTIONS;
                int partition = scene.dice().nextInt(PARTITIONS);
                append(
                        producer,
                        new Partition.Name(topic.topicName(), partition),
                        bytes(scene.dice()),
                        bytes(scene.dice()),
                        Writer.REQUEST_SERVICE);
            }
        }
        if (!scene.awaits(() -> scene.bank().probe().passes())) {
            scene.broken("it does not go on after bad requests");
        }
        scene.bank().journal().wroteBadRecords(BAD_REQUESTS);
        Partition.Name letters = new Partition.Name(Topic.DEAD_LETTERS.topicName(), 0);
        if (!scene.awaits(() -> end(rig, letters) >= lettersBefore + BAD_REQUESTS)) {
            scene.broken(
                    "%d bad requests, %d dead letters"
                            .formatted(BAD_REQUESTS, end(rig, letters) - lettersBefore));
        }
        scene.expectNoneHalted();
    }

    /// What a processor must have written, and nobody can read: its partition halts and all others
    /// go on, until log and state are restored.
    static void badFacts(Scene scene) {
        Rig rig = scene.rig();
        scene.bank().probe().passes();
        ColdCopies before = ColdCopies.of(rig);
        Set<Partition.Name> struck = new HashSet<>();
        try (Producer<byte[], byte[]> producer = producer(rig)) {
            PROCESSORS.forEach((topic, writer) -> {
                int partition = scene.dice().nextInt(PARTITIONS);
                Partition.Name name = new Partition.Name(topic.topicName(), partition);
                append(producer, name, bytes(scene.dice()), bytes(scene.dice()), writer);
                struck.add(name);
            });
        }
        scene.bank().journal().wroteBadRecords(struck.size());
        scene.expectHalted(struck, "is unreadable");
        expectOthersGoOn(scene, struck);
        before.putBack(scene);
    }

    /// Moves money, and wants every partition of the transfers to take part that is not concerned.
    ///
    /// @param struck which may stand still
    static void expectOthersGoOn(Scene scene, Set<Partition.Name> struck) {
        Map<Partition.Name, Long> before = Restores.positions(scene.rig());
        scene.bank().moveUnrecorded();
        boolean goOn =
                scene.awaits(() -> {
                    Map<Partition.Name, Long> now = Restores.positions(scene.rig());
                    return before.entrySet().stream()
                            .filter(each -> isOf(Topic.TRANSFERS, each.getKey()))
                            .filter(each -> !struck.contains(each.getKey()))
                            .allMatch(
                                    each -> now.getOrDefault(each.getKey(), 0L) > each.getValue());
                });
        if (!goOn) {
            scene.broken("other partitions do not go on beside " + struck);
        }
        for (Partition each : scene.halted()) {
            if (!struck.contains(each.name())) {
                scene.broken("%s halts as well: %s".formatted(each.name(), each.halted()));
            }
        }
    }

    private static boolean isOf(Topic topic, Partition.Name name) {
        return name.topic().equals(topic.topicName());
    }

    /// Appends until the partition is as long as it says.
    static void fill(Scene scene, Partition.Name name, long end) {
        long from = end(scene.rig(), name);
        try (Producer<byte[], byte[]> producer = producer(scene.rig())) {
            for (long offset = from; offset < end; offset++) {
                append(
                        producer,
                        name,
                        bytes(scene.dice()),
                        bytes(scene.dice()),
                        Writer.REQUEST_SERVICE);
            }
        }
    }

    /// The offset after the last record.
    static long end(Rig rig, Partition.Name name) {
        Map<String, Object> settings =
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, rig.bootstrapServers());
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(name.topic(), name.partition());
            return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        }
    }

    private static Producer<byte[], byte[]> producer(Rig rig) {
        return new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, rig.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static void append(
            Producer<byte[], byte[]> producer,
            Partition.Name name,
            byte[] key,
            byte[] value,
            Writer writer) {
        ProducerRecord<byte[], byte[]> bad =
                new ProducerRecord<>(name.topic(), name.partition(), key, value);
        bad.headers().add(Headers.WRITER, writer.text().getBytes(StandardCharsets.UTF_8));
        try {
            producer.send(bad).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while appending", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot append to " + name, e);
        }
    }

    /// Some are noise, some are nothing, some are text.
    private static byte[] bytes(RandomGenerator dice) {
        return switch (dice.nextInt(4)) {
            case 0 -> new byte[0];
            case 1 ->
                    ("default/" + new UUID(dice.nextLong(), dice.nextLong()))
                            .getBytes(StandardCharsets.UTF_8);
            default -> {
                byte[] noise = new byte[1 + dice.nextInt(MOST_BYTES)];
                dice.nextBytes(noise);
                yield noise;
            }
        };
    }
}
