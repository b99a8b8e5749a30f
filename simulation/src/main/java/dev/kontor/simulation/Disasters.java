package dev.kontor.simulation;

import dev.kontor.events.topic.Topic;
import dev.kontor.processing.InMemoryKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What goes wrong between turns: with the network, with the group of owners, with whole machines.
final class Disasters {
    /// Event topics reach the disk each second.
    private static final long UNFLUSHED_MILLIS = 1_000;

    private final World world;
    private final Dice dice;
    private final Tally tally;

    Disasters(World world) {
        this.world = world;
        this.dice = world.dice;
        this.tally = world.tally;
    }

    /// Sends arrive, or fail, or do both.
    void network() {
        InMemoryKafka kafka = world.kafka;
        if (kafka.stragglers() > 0 && dice.chance(200)) {
            tally.add(Fault.SEND_ARRIVES_AFTER_ITS_PRODUCER_CLOSED);
            kafka.arrive(dice.below(kafka.stragglers()));
            return;
        }
        List<InMemoryKafka.Session> waiting = kafka.waiting();
        if (waiting.isEmpty()) {
            return;
        }
        InMemoryKafka.Session session = dice.pick(waiting);
        if (dice.chance(15)) {
            boolean arrived = dice.chance(500);
            tally.add(arrived ? Fault.SEND_FAILS_AND_ARRIVED : Fault.SEND_FAILS);
            if (session.lanes() > 1) {
                tally.add(Fault.OUTBOX_HALF_SENT);
            }
            session.fail(dice.below(session.lanes()), arrived);
            return;
        }
        for (int i = dice.below(20); i >= 0 && session.isWaiting(); i--) {
            session.acknowledge(dice.below(session.lanes()));
        }
    }

    /// The group moves partitions about; who loses one may hear of it late.
    void group() {
        Fleet<?> fleet = dice.pick(world.fleets());
        int owner = dice.below(fleet.owners().size());
        int partition = dice.below(fleet.partitions());
        switch (dice.weighted(50, 15, 15, 10, 10, 10)) {
            case 0 -> fleet.assignOrphans();
            case 1 -> {
                if (fleet.assign(owner, partition)) {
                    tally.add(Fault.SECOND_OWNER);
                }
            }
            case 2 -> fleet.revoke(owner, partition);
            case 3 -> {
                tally.add(Fault.REDELIVERED);
                fleet.shift(owner, partition, -1 - dice.below(40));
            }
            case 4 -> {
                tally.add(Fault.JUMPED_OVER);
                fleet.shift(owner, partition, 1 + dice.below(3));
            }
            default -> {
                if (fleet.slow(partition)) {
                    tally.add(Fault.PARTITION_SLOW);
                }
            }
        }
    }

    /// One of the rare things.
    void strike() {
        Fleet<?> fleet = dice.pick(world.fleets());
        switch (dice.weighted(30, 25, 3, 10, 12, 20)) {
            case 0 -> databaseCrashes(fleet);
            case 1 -> restore(fleet, dice.below(fleet.store().commits() + 1));
            case 2 -> restore(fleet, 0);
            case 3 -> cutSource(fleet);
            case 4 -> powerCut();
            default -> {
                tally.add(Fault.OWNERS_CLOCK_JUMPS);
                world.ownersClockJumps(dice.chance(500) ? 0 : dice.between(-90_000, 90_000));
            }
        }
    }

    private void databaseCrashes(Fleet<?> fleet) {
        if (fleet.store().crash(1 + dice.below(8)) > 0) {
            tally.add(Fault.DATABASE_LOSES_LAST_COMMITS);
        }
    }

    /// Restores are made with all owners stopped.
    private void restore(Fleet<?> fleet, int commits) {
        fleet.restart();
        fleet.store().restore(commits);
        tally.add(
                commits == 0
                        ? Fault.DATABASE_RESTORED_TO_NOTHING
                        : Fault.DATABASE_RESTORED_TO_OLDER_COMMIT);
    }

    /// The end of a source partition is gone: its owner must refuse to run, until the log is
    /// restored. Nobody else is started before that: what the others would append to such a log is
    /// lost when it is restored, and what they find missing halts them rightly.
    private void cutSource(Fleet<?> fleet) {
        int partition = dice.below(fleet.partitions());
        int applied = Math.toIntExact(fleet.store().applied(partition));
        if (applied == 0) {
            return;
        }
        world.fleets().forEach(Fleet::restart);
        int length = dice.below(applied);
        InMemoryKafka kafka = world.kafka;
        List<ConsumerRecord<byte[], byte[]>> lost = kafka.cut(fleet.source(), partition, length);
        world.weather.undisturbed(() -> tryToRun(fleet, partition));
        Map<Integer, String> halted = fleet.owners().getFirst().halted();
        Broken.unless(
                halted.getOrDefault(partition, "").contains("restore"),
                () -> fleet.source() + " lost its end, and its owner says: " + halted);
        tally.add(Fault.SOURCE_LOG_CUT);
        fleet.restart();
        kafka.cut(fleet.source(), partition, length);
        kafka.giveBack(fleet.source(), partition, lost);
    }

    private void tryToRun(Fleet<?> fleet, int partition) {
        fleet.assign(0, partition);
        for (int i = 0; i < 20 && fleet.owners().getFirst().halted().isEmpty(); i++) {
            world.pass(Duration.ofSeconds(1));
            fleet.turn(0);
            fleet.assign(0, partition);
        }
    }

    /// Everything stops at once, and what the brokers had not brought to their disks is gone:
    /// never more than the last second of the event topics.
    private void powerCut() {
        tally.add(Fault.POWER_CUT);
        world.fleets().forEach(Fleet::restart);
        world.fleets().forEach(fleet -> fleet.store().crash(dice.below(8)));
        world.kafka.loseStragglers();
        for (Topic topic : Topic.values()) {
            for (int i = 0; i < world.kafka.settings().partitions(topic); i++) {
                if (!topic.isSource()) {
                    loseUnflushed(topic, i);
                }
            }
        }
    }

    private void loseUnflushed(Topic topic, int partition) {
        List<ConsumerRecord<byte[], byte[]>> records = world.kafka.records(topic, partition);
        int length = records.size();
        while (length > 0
                && records.get(length - 1).timestamp() > world.millis() - UNFLUSHED_MILLIS) {
            length--;
        }
        if (length < records.size()) {
            tally.add(Fault.EVENTS_LOST);
            world.kafka.cut(topic, partition, length);
        }
    }

    /// All that is under way arrives or is lost, and each partition has one owner.
    void mend() {
        InMemoryKafka kafka = world.kafka;
        while (kafka.stragglers() > 0) {
            kafka.arrive(0);
        }
        for (Fleet<?> fleet : world.fleets()) {
            tally.add(Fault.FENCED.counter(), fleet.fenced());
            fleet.noneIsSlow();
            fleet.leaveOneOwnerEach();
        }
        for (InMemoryKafka.Session session : kafka.waiting()) {
            while (session.isWaiting()) {
                session.acknowledge(0);
            }
        }
        world.fleets().forEach(Fleet::assignOrphans);
    }
}
