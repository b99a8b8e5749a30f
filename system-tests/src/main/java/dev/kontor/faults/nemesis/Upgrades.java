package dev.kontor.faults.nemesis;

import dev.kontor.events.topic.Topic;
import dev.kontor.faults.bank.Bank;
import dev.kontor.faults.rig.Partition;
import dev.kontor.faults.rig.Rig;
import dev.kontor.local.services.Service;
import dev.kontor.local.services.ServiceKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/// An upgrade in the wrong order: request-service first.
///
/// What is shipped is the older build; the newer one is the same with a patch that raises the
/// number of the rules. So the older build is the real one, and what it does not know is written by
/// real services.
final class Upgrades {
    private static final int PARTITIONS = 12;
    private static final String REASON = "upgrade this service";

    private Upgrades() {}

    /// Wherever something newer comes along, that partition halts and all others go on; each goes
    /// on where it stood as soon as its service is upgraded, until all is settled. In the end log
    /// and state are put back, since the older build knows nothing of them.
    static void wrongOrder(Scene scene) {
        Rig rig = scene.rig();
        ColdCopies before = ColdCopies.of(rig);
        int partition = scene.dice().nextInt(PARTITIONS);
        Set<Partition.Name> struck = new HashSet<>();
        UUID id = askByNewerRules(scene, partition);
        expectHalted(scene, ServiceKind.LEDGER_PROCESSOR, Topic.TRANSFERS, partition, struck);
        Records.expectOthersGoOn(scene, struck);

        upgrade(rig, ServiceKind.LEDGER_PROCESSOR);
        struck.clear();
        expectHalted(scene, ServiceKind.QUERY_SERVICE, Topic.TRANSFER_EVENTS, partition, struck);
        expectHalted(scene, ServiceKind.ACCOUNT_SERVICE, Topic.INSTRUCTIONS, partition, struck);
        Records.expectOthersGoOn(scene, struck);

        upgrade(rig, ServiceKind.ACCOUNT_SERVICE);
        struck.remove(name(Topic.INSTRUCTIONS, partition));
        int payee = (partition + 1) % PARTITIONS;
        expectHalted(scene, ServiceKind.QUERY_SERVICE, Topic.ACCOUNT_EVENTS, partition, struck);
        expectHalted(scene, ServiceKind.QUERY_SERVICE, Topic.ACCOUNT_EVENTS, payee, struck);
        Records.expectOthersGoOn(scene, struck);

        upgrade(rig, ServiceKind.QUERY_SERVICE);
        scene.expectNoneHalted();
        if (!scene.awaits(() -> scene.bank().isShownFinal(id))) {
            scene.broken("transfer %s does not come to its end".formatted(id));
        }
        rig.services().forEach(Service::unalter);
        before.putBack(scene);
    }

    /// @return a transfer that the partition has to decide and cannot, whose accounts are in that
    ///     partition and the one after it
    private static UUID askByNewerRules(Scene scene, int partition) {
        Rig rig = scene.rig();
        Bank bank = scene.bank();
        Service older = rig.instances(ServiceKind.REQUEST_SERVICE).getFirst();
        Service newer = rig.instances(ServiceKind.REQUEST_SERVICE).getLast();
        rig.alter(newer, "newer-request-service");
        newer.server().restart();
        rig.takeOutOfRotation(older);
        UUID id = bank.acknowledgeUnrecorded(partition);
        rig.takeIntoRotation(older);
        rig.takeOutOfRotation(newer);
        newer.server().kill();
        newer.unalter();
        newer.server().restart();
        rig.takeIntoRotation(newer);
        return id;
    }

    /// @param struck to which it is added
    private static void expectHalted(
            Scene scene, ServiceKind kind, Topic topic, int partition, Set<Partition.Name> struck) {
        Partition.Name name = name(topic, partition);
        struck.add(name);
        scene.expectHalted(Set.of(name), REASON);
        if (scene.rig().instances(kind).stream().noneMatch(each -> isAlarmed(scene, each, name))) {
            scene.broken("no alarm and no word in its health of " + name);
        }
    }

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

    private static void upgrade(Rig rig, ServiceKind kind) {
        String newer =
                kind == ServiceKind.LEDGER_PROCESSOR ? "newer-ledger-processor" : "newer-build";
        for (Service service : rig.instances(kind)) {
            rig.alter(service, newer);
            service.server().kill();
            service.server().start();
        }
        rig.instances(kind).forEach(Service::awaitAnswer);
    }

    private static Partition.Name name(Topic topic, int partition) {
        return new Partition.Name(topic.topicName(), partition);
    }
}
