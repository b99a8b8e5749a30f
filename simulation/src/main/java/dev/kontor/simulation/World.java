package dev.kontor.simulation;

import dev.kontor.account.stream.InstructionProcessor;
import dev.kontor.events.codec.InstructionRecords;
import dev.kontor.events.codec.TransferRecords;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.TopicSettings;
import dev.kontor.events.topic.Writer;
import dev.kontor.ledger.stream.TransferProcessor;
import dev.kontor.processing.InMemoryKafka;
import dev.kontor.processing.InMemoryStore;
import dev.kontor.processing.Processor;
import dev.kontor.processing.SimulatedOwner;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Everything there is in one simulation: the log, both databases, the instances of both services,
/// and the clock.
final class World {
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    final Dice dice;
    final Tally tally = new Tally();
    final InMemoryKafka kafka;
    final Weather weather;
    final TransfersInMemory transfers = new TransfersInMemory();
    final AccountsInMemory accounts = new AccountsInMemory();
    final Readings<TransferRecord> transferRecords = new Readings<>(TransferRecords::decode);
    final Readings<InstructionRecord> instructionRecords =
            new Readings<>(InstructionRecords::decode);
    final Auditor auditor = new Auditor(transferRecords, instructionRecords);
    final Fleet<TransferRecord> ledger;
    final Fleet<InstructionRecord> accountService;
    private long nanos = 1;
    private long clockOff;

    /// @param others what happens while somebody is in the middle of a step
    World(Dice dice, Runnable others) {
        this.dice = dice;
        TopicSettings settings =
                new TopicSettings(4 + dice.below(4), 4 + dice.below(4), 1, 1, true);
        this.kafka = new InMemoryKafka(settings, () -> nanos / 1_000_000);
        this.weather = new Weather(dice, tally, others);
        int inMemory = dice.chance(500) ? 1 + dice.below(20) : 10_000;
        this.ledger =
                fleet(
                        Topic.TRANSFERS,
                        Writer.LEDGER_PROCESSOR,
                        () -> new TransferProcessor(transfers, inMemory));
        this.accountService =
                fleet(
                        Topic.INSTRUCTIONS,
                        Writer.ACCOUNT_SERVICE,
                        () -> new InstructionProcessor(accounts, inMemory));
    }

    private <R> Fleet<R> fleet(Topic source, Writer writer, Supplier<Processor<R>> processors) {
        Readings<R> readings = new Readings<>(processors.get()::decode);
        InMemoryStore store = new InMemoryStore(weather::at, auditor::committed);
        SimulatedOwner.Sending sending =
                new SimulatedOwner.Sending(weather::sends, weather::outlives);
        return new Fleet<>(
                source,
                kafka.settings().partitions(source),
                1 + dice.below(3),
                store,
                () ->
                        new SimulatedOwner<>(
                                new ReadOnce<>(processors.get(), readings),
                                writer,
                                store,
                                kafka,
                                sending,
                                this::ownersTime,
                                () -> nanos),
                dice);
    }

    List<Fleet<?>> fleets() {
        return List.of(ledger, accountService);
    }

    Instant now() {
        return BEGINNING.plusNanos(nanos).truncatedTo(ChronoUnit.MICROS);
    }

    /// The owners' clock, which may be wrong.
    private Instant ownersTime() {
        return now().plusMillis(clockOff);
    }

    void ownersClockJumps(long millis) {
        clockOff = millis;
    }

    void pass(Duration time) {
        nanos += time.toNanos();
    }

    /// @return how many records have been appended to the source topics
    int appended() {
        int appended = 0;
        for (Fleet<?> fleet : fleets()) {
            for (int i = 0; i < fleet.partitions(); i++) {
                appended += kafka.records(fleet.source(), i).size();
            }
        }
        return appended;
    }

    /// @return a hash over all that stands in the log
    int fingerprint() {
        int hash = 0;
        for (Topic topic : Topic.values()) {
            for (int i = 0; i < kafka.settings().partitions(topic); i++) {
                for (ConsumerRecord<byte[], byte[]> record : kafka.records(topic, i)) {
                    hash = 31 * hash + Arrays.hashCode(record.value());
                }
            }
        }
        return hash;
    }

    /// Lets all instances read what there is, some times over.
    void settle(int rounds) {
        for (int i = 0; i < rounds; i++) {
            fleets().forEach(Fleet::assignOrphans);
            fleets().forEach(Fleet::turnAll);
            pass(Duration.ofMillis(200));
        }
    }

    boolean isIdle() {
        return fleets().stream().allMatch(Fleet::isIdle);
    }

    /// @return the milliseconds that records appended now carry
    long millis() {
        return nanos / 1_000_000;
    }
}
