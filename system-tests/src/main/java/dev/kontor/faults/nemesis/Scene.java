package dev.kontor.faults.nemesis;

import dev.kontor.faults.bank.Bank;
import dev.kontor.faults.rig.Partition;
import dev.kontor.faults.rig.Rig;
import dev.kontor.local.services.Service;
import dev.kontor.local.services.ServiceKind;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/// Where a fault strikes.
///
/// @param bank for a fault at rest: closed, and found right
public record Scene(Rig rig, RandomGenerator dice, Bank bank) {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    /// One of the instances of a service.
    Service one(ServiceKind kind) {
        List<Service> instances = rig.instances(kind);
        return instances.get(dice.nextInt(instances.size()));
    }

    /// Says that a promise was not kept.
    void broken(String sentence) {
        bank.journal().broken(sentence);
    }

    /// @return whether it came true in time
    boolean awaits(BooleanSupplier condition) {
        return awaits(condition, PATIENCE);
    }

    boolean awaits(BooleanSupplier condition, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            pause(BETWEEN_LOOKS);
        }
        return true;
    }

    /// What lasts for a while lasts that long.
    static void pause(Duration lasts) {
        try {
            TimeUnit.NANOSECONDS.sleep(lasts.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }

    /// Each of these partitions must halt, and say why.
    ///
    /// @param reason part of what it must say
    void expectHalted(Collection<Partition.Name> partitions, String reason) {
        for (Partition.Name name : partitions) {
            if (!awaits(() -> haltOf(name).filter(said -> said.contains(reason)).isPresent())) {
                broken(
                        "%s should halt for \"%s\" and says %s"
                                .formatted(name, reason, haltOf(name)));
            }
        }
    }

    /// No partition may be halted any more.
    void expectNoneHalted() {
        if (!awaits(() -> halted().isEmpty())) {
            broken("still halted: " + halted());
        }
    }

    List<Partition> halted() {
        return rig.partitions().stream().filter(each -> each.halted().isPresent()).toList();
    }

    private Optional<String> haltOf(Partition.Name name) {
        return rig.partitions().stream()
                .filter(each -> each.name().equals(name))
                .flatMap(each -> each.halted().stream())
                .findFirst();
    }
}
