package dev.kontor.faults.nemesis;

import dev.kontor.events.topic.Topic;
import dev.kontor.faults.bank.Bank;
import dev.kontor.faults.rig.Partition;
import dev.kontor.faults.rig.Rig;
import dev.kontor.faults.rig.Service;
import dev.kontor.faults.rig.ServiceKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/// An upgrade in the wrong order: one instance of request-service asks by rules that no processor
/// knows yet.
///
/// The records are real ones, as the shipped services write them; what is older is the processors,
/// whose shipped code is lowered by a patch to the rules before, and the other instance of
/// request-service.
final class Upgrades {
    private static final int PARTITIONS = 12;
    private static final Duration OUTBOXES_CLEARED = Duration.ofSeconds(20);
    private static final String REASON = "upgrade this service";

    private Upgrades() {}

    /// Wherever something newer comes along, that partition halts and all others go on; each goes
    /// on where it stood as soon as its service is upgraded, and in the end all is settled, with no
    /// log and no state put back.
    static void newerRecords(Scene scene) {
        Rig rig = scene.rig();
        Bank bank = scene.bank();
        int partition = scene.dice().nextInt(PARTITIONS);
        int before = (partition + PARTITIONS - 1) % PARTITIONS;
        int after = (partition + 1) % PARTITIONS;
        Service older = rig.instances(ServiceKind.REQUEST_SERVICE).getFirst();
        Service newer = rig.instances(ServiceKind.REQUEST_SERVICE).getLast();
        rig.takeOutOfRotation(newer);
        rig.alter(older, "older-request-service");
        older.server().restart();
        awaitNothingNewerUnderWay(scene);
        rig.killServices();
        for (ServiceKind kind : ServiceKind.values()) {
            if (kind.schema().isPresent()) {
                rig.instances(kind).forEach(service -> rig.alter(service, "older-build"));
            }
        }
        rig.startServices();
        if (!scene.awaits(() -> bank.probe().passes())) {
            scene.broken("the older build does not go on from where the newer one was");
        }

        rig.takeIntoRotation(newer);
        rig.takeOutOfRotation(older);
        UUID id = bank.acknowledgeOneInto(partition);
        rig.takeIntoRotation(older);
        rig.takeOutOfRotation(newer);
        expectHalted(scene, ServiceKind.LEDGER_PROCESSOR, Topic.TRANSFERS, partition);
        expectOthersGoOn(scene, Set.of(partition));

        upgrade(scene, ServiceKind.LEDGER_PROCESSOR);
        expectHalted(scene, ServiceKind.ACCOUNT_SERVICE, Topic.INSTRUCTIONS, partition);
        expectHalted(scene, ServiceKind.QUERY_SERVICE, Topic.TRANSFER_EVENTS, partition);
        expectOthersGoOn(scene, Set.of(before, partition));

        upgrade(scene, ServiceKind.ACCOUNT_SERVICE);
        expectHalted(scene, ServiceKind.QUERY_SERVICE, Topic.ACCOUNT_EVENTS, partition);
        expectHalted(scene, ServiceKind.QUERY_SERVICE, Topic.ACCOUNT_EVENTS, after);
        expectOthersGoOn(scene, Set.of(before, partition, after));

        upgrade(scene, ServiceKind.QUERY_SERVICE);
        upgrade(scene, ServiceKind.REQUEST_SERVICE);
        rig.takeIntoRotation(newer);
        scene.expectNoneHalted();
        if (!scene.awaits(() -> bank.isShownFinal(id))) {
            scene.broken("transfer %s has not come to its end".formatted(id));
        }
    }

    /// What the newer build has written stays in its outboxes for ten seconds, and would be sent
    /// again to readers who do not know it.
    private static void awaitNothingNewerUnderWay(Scene scene) {
        long cleared = System.nanoTime() + OUTBOXES_CLEARED.toNanos();
        if (!scene.awaits(() -> scene.bank().probe().passes() && System.nanoTime() - cleared > 0)) {
            scene.broken("it does not go on by the older rules");
        }
    }

    private static void expectHalted(Scene scene, ServiceKind kind, Topic topic, int partition) {
        Partition.Name name = new Partition.Name(topic.topicName(), partition);
        scene.expectHalted(Set.of(name), REASON);
        if (scene.rig().instances(kind).stream().noneMatch(each -> isAlarmed(scene, each, name))) {
            scene.broken("no alarm and no word in its health of " + name);
        }
    }

    /// Its log has the number of the partition alone; each service here reads one topic that halts.
    private static boolean isAlarmed(Scene scene, Service service, Partition.Name name) {
        String alarm = "ALARM: partition %d halts".formatted(name.partition());
        try {
            return service.health().contains("\"halted\":{\"status\":\"DOWN\"")
                    && Files.readString(scene.rig().logs().resolve(service.name() + ".log"))
                            .contains(alarm);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void expectOthersGoOn(Scene scene, Set<Integer> concerned) {
        Set<Integer> others = new HashSet<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            if (!concerned.contains(partition)) {
                others.add(partition);
            }
        }
        if (!scene.awaits(() -> scene.bank().probe().passes(others))) {
            scene.broken("others than %s do not go on beside them".formatted(concerned));
        }
    }

    private static void upgrade(Scene scene, ServiceKind kind) {
        for (Service service : scene.rig().instances(kind)) {
            service.unalter();
            service.server().start();
        }
        scene.rig().instances(kind).forEach(Service::awaitAnswer);
    }
}
