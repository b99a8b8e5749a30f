package dev.kontor.faults.nemesis;

import dev.kontor.events.topic.Topic;
import dev.kontor.faults.rig.Partition;
import dev.kontor.faults.rig.Rig;
import dev.kontor.local.services.ServiceKind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// One bit of the log changes on the disk while the broker is down, after it was killed.
final class Flips {
    private static final int PARTITIONS = 12;
    private static final List<Topic> TOPICS =
            List.of(
                    Topic.TRANSFERS,
                    Topic.INSTRUCTIONS,
                    Topic.TRANSFER_EVENTS,
                    Topic.ACCOUNT_EVENTS);

    private Flips() {}

    /// In a record that everybody has read: no balance becomes wrong, and where the broker throws
    /// away what follows, its readers halt and say so.
    static void inReadRecord(Scene scene) {
        Rig rig = scene.rig();
        Partition.Name name =
                new Partition.Name(
                        TOPICS.get(scene.dice().nextInt(TOPICS.size())).topicName(),
                        scene.dice().nextInt(PARTITIONS));
        long end = Records.end(rig, name);
        Path copy = flip(scene, name, 0);
        if (Records.end(rig, name) < end) {
            scene.expectHalted(Set.of(name), "restore the log");
        }
        expectSoundReads(scene);
        Restores.putBack(scene, copy);
    }

    /// In a request that was acknowledged and that nobody has read yet: it is done, or its
    /// partition is named.
    static void inUnreadRecord(Scene scene) {
        Rig rig = scene.rig();
        for (ServiceKind kind : ServiceKind.values()) {
            if (kind.schema().isPresent()) {
                rig.instances(kind).forEach(service -> service.server().kill());
            }
        }
        Partition.Name name =
                new Partition.Name(Topic.TRANSFERS.topicName(), scene.dice().nextInt(PARTITIONS));
        long read = length(rig.segment(name));
        List<UUID> acknowledged = scene.bank().acknowledgeInto(name.partition());
        Path copy = flip(scene, name, read);
        for (ServiceKind kind : ServiceKind.values()) {
            if (kind.schema().isPresent()) {
                rig.instances(kind).forEach(service -> service.server().start());
            }
        }
        boolean isNoticed =
                scene.awaits(() ->
                        isNamed(scene, name)
                                || acknowledged.stream().allMatch(scene.bank()::isShownFinal));
        if (!isNoticed) {
            scene.broken("a flipped bit in %s, and nobody says so".formatted(name));
        }
        expectSoundReads(scene);
        Restores.putBack(scene, copy);
    }

    private static boolean isNamed(Scene scene, Partition.Name name) {
        return scene.halted().stream().anyMatch(each -> each.name().equals(name))
                || scene.rig().instances(ServiceKind.REQUEST_SERVICE).stream()
                        .anyMatch(service -> service.health().contains(name.toString()));
    }

    private static void expectSoundReads(Scene scene) {
        if (!scene.awaits(scene.bank()::isBalanced)) {
            scene.broken("a balance is served that cannot be");
        }
    }

    /// @param from where in the segment the bit may be, at the earliest
    /// @return the log as it was before
    private static Path flip(Scene scene, Partition.Name name, long from) {
        Rig rig = scene.rig();
        rig.kafka().kill();
        Path copy = rig.coldCopy("kafka");
        flipBit(scene, rig.segment(name), from);
        rig.kafka().restart();
        return copy;
    }

    /// @param from where in the segment the bit may be, at the earliest
    static void flipBit(Scene scene, Path segment, long from) {
        long place = scene.dice().nextLong(from, length(segment));
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            file.seek(place);
            int before = file.read();
            file.seek(place);
            file.write(before ^ (1 << scene.dice().nextInt(8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long length(Path segment) {
        return segment.toFile().length();
    }
}
