package dev.kontor.faults.nemesis;

import dev.kontor.events.topic.Topic;
import dev.kontor.faults.rig.Brokers;
import dev.kontor.faults.rig.Partition;
import dev.kontor.faults.rig.Rig;
import dev.kontor.local.LocalServer;
import java.util.Arrays;
import java.util.List;

/// With three brokers, of which two have to acknowledge: one of them is lost, or loses what it has,
/// and no acknowledged request is.
final class Replicas {
    private static final int BROKERS = 3;
    private static final int PARTITIONS = 12;
    private static final List<Topic> LOGS =
            List.of(
                    Topic.TRANSFERS,
                    Topic.INSTRUCTIONS,
                    Topic.TRANSFER_EVENTS,
                    Topic.ACCOUNT_EVENTS);

    private Replicas() {}

    static List<Fault> all() {
        return List.of(
                Fault.survived(
                                "three-brokers-kill",
                                "kill -9 of one of three brokers, without which all goes on",
                                scene -> kill(scene, scene.dice().nextInt(BROKERS)))
                        .withBrokers(BROKERS),
                Fault.survived(
                                "three-brokers-flip",
                                "kill -9 of a leader, and one bit of its log changes on the disk",
                                Replicas::flip)
                        .withBrokers(BROKERS));
    }

    private static Fault.Wound kill(Scene scene, int broker) {
        expectInSync(scene);
        LocalServer server = scene.rig().brokers().servers().get(broker);
        server.kill();
        return () -> {
            server.restart();
            expectInSync(scene);
        };
    }

    /// What it throws away when it starts again it has from the others.
    private static Fault.Wound flip(Scene scene) {
        Rig rig = scene.rig();
        Partition.Name name =
                new Partition.Name(
                        LOGS.get(scene.dice().nextInt(LOGS.size())).topicName(),
                        scene.dice().nextInt(PARTITIONS));
        expectInSync(scene);
        int leader = rig.brokers().leaderOf(name);
        Fault.Wound killed = kill(scene, leader);
        Flips.flipBit(scene, rig.segment(leader, name), 0);
        return killed;
    }

    private static void expectInSync(Scene scene) {
        Brokers brokers = scene.rig().brokers();
        List<String> topics = Arrays.stream(Topic.values()).map(Topic::topicName).toList();
        if (!scene.awaits(() -> brokers.isInSync(topics))) {
            scene.broken("a broker does not catch up with the others");
        }
    }
}
