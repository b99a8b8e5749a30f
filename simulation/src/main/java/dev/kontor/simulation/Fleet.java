package dev.kontor.simulation;

import dev.kontor.events.topic.Topic;
import dev.kontor.processing.InMemoryStore;
import dev.kontor.processing.SimulatedOwner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/// The instances of one service, and who of them has which partitions.
///
/// A partition may have several owners, as long as one has not heard yet that it lost it.
final class Fleet<R> {
    private final Topic source;
    private final int partitions;
    private final InMemoryStore store;
    private final Supplier<SimulatedOwner<R>> instances;
    private final Dice dice;
    private final List<SimulatedOwner<R>> owners = new ArrayList<>();
    private final Set<SimulatedOwner<R>> busy = new HashSet<>();
    private final Set<Integer> slow = new TreeSet<>();
    private int fenced;

    Fleet(
            Topic source,
            int partitions,
            int size,
            InMemoryStore store,
            Supplier<SimulatedOwner<R>> instances,
            Dice dice) {
        this.source = source;
        this.partitions = partitions;
        this.store = store;
        this.instances = instances;
        this.dice = dice;
        for (int i = 0; i < size; i++) {
            owners.add(instances.get());
        }
    }

    Topic source() {
        return source;
    }

    int partitions() {
        return partitions;
    }

    InMemoryStore store() {
        return store;
    }

    List<SimulatedOwner<R>> owners() {
        return owners;
    }

    boolean isBusy() {
        return !busy.isEmpty();
    }

    /// Polls one instance and lets it take its turn, unless it is in the middle of one.
    ///
    /// @return the instance, if it took its turn
    boolean turn(int index) {
        SimulatedOwner<R> owner = owners.get(index);
        return during(owner, () -> owner.turn(poll(owner)));
    }

    /// Everybody reads everything that is there, but for those that have died in the turn of
    /// another.
    void turnAll() {
        for (SimulatedOwner<R> owner : List.copyOf(owners)) {
            if (!owners.contains(owner)) {
                continue;
            }
            Map<Integer, Integer> all = new TreeMap<>();
            owner.assigned().forEach(partition -> all.put(partition, 500));
            during(owner, () -> owner.turn(all));
        }
    }

    private Map<Integer, Integer> poll(SimulatedOwner<R> owner) {
        Map<Integer, Integer> most = new TreeMap<>();
        int size = 1 + dice.below(25);
        for (int partition : owner.assigned()) {
            if (!dice.chance(slow.contains(partition) ? 950 : 250)) {
                most.put(partition, 1 + dice.below(size));
            }
        }
        return most;
    }

    /// From now on the partition gives its records late, or no longer.
    boolean slow(int partition) {
        if (slow.remove(partition)) {
            return false;
        }
        slow.add(partition);
        return true;
    }

    void noneIsSlow() {
        slow.clear();
    }

    /// Gives each partition that nobody has to somebody.
    void assignOrphans() {
        for (int partition = 0; partition < partitions; partition++) {
            int orphan = partition;
            if (owners.stream().noneMatch(owner -> owner.assigned().contains(orphan))) {
                assign(dice.below(owners.size()), orphan);
            }
        }
    }

    /// @return whether the partition has two owners now
    boolean assign(int index, int partition) {
        SimulatedOwner<R> owner = owners.get(index);
        if (owner.assigned().contains(partition)) {
            return false;
        }
        return during(owner, () -> owner.assign(Set.of(partition)))
                && owners.stream().filter(each -> each.assigned().contains(partition)).count() > 1;
    }

    /// An owner hears that it lost a partition.
    void revoke(int index, int partition) {
        SimulatedOwner<R> owner = owners.get(index);
        if (owner.assigned().contains(partition)) {
            during(owner, () -> owner.revoke(Set.of(partition)));
        }
    }

    /// Of several owners of a partition all but one hear that they lost it, and that one reads what
    /// it has jumped over.
    void leaveOneOwnerEach() {
        for (int partition = 0; partition < partitions; partition++) {
            boolean owned = false;
            for (int i = 0; i < owners.size(); i++) {
                if (owned) {
                    revoke(i, partition);
                } else if (owners.get(i).assigned().contains(partition)) {
                    owned = true;
                    shift(i, partition, Integer.MIN_VALUE / 2);
                }
            }
        }
    }

    /// All processes end, and new ones start that own nothing yet.
    void restart() {
        if (isBusy()) {
            throw new AssertionError("an instance is in the middle of its turn");
        }
        for (int i = 0; i < owners.size(); i++) {
            replace(owners.get(i));
        }
    }

    /// The next poll of an instance begins elsewhere.
    void shift(int index, int partition, int by) {
        SimulatedOwner<R> owner = owners.get(index);
        if (!busy.contains(owner)) {
            owner.shift(partition, by);
        }
    }

    /// @return how often its instances were fenced
    int fenced() {
        return fenced + owners.stream().mapToInt(SimulatedOwner::fenced).sum();
    }

    /// @return whether all partitions are read to their end
    boolean isIdle() {
        return owners.stream().allMatch(SimulatedOwner::isIdle);
    }

    private void replace(SimulatedOwner<R> owner) {
        fenced += owner.fenced();
        owner.vanish();
        owners.set(owners.indexOf(owner), instances.get());
    }

    private boolean during(SimulatedOwner<R> owner, Runnable action) {
        if (!busy.add(owner)) {
            return false;
        }
        try {
            action.run();
        } catch (Crash crash) {
            replace(owner);
        } finally {
            busy.remove(owner);
        }
        return true;
    }

    /// The process ends here.
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;

        Crash() {
            super("the process ends", null, false, false);
        }
    }
}
