package dev.kontor.processing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Partitions that change hands between instances.
class ShellOwnershipTest {
    private static final Duration KEPT = Duration.ofSeconds(11);

    private final ToyCluster toys = new ToyCluster();
    private final ShellInstance instance = toys.instance();

    @Test
    void leavesOutThePartitionsThatAreAnothers() {
        instance.assignAll();
        List<String> lost = toys.append(0, 2);
        List<String> kept = toys.append(1, 2);
        toys.store.claim(0);

        instance.turn();

        toys.assertApplied(kept);
        assertThat(toys.store.times(lost.getFirst())).isZero();
        assertThat(toys.broker.keys()).isEqualTo(kept);
        assertThat(instance.state(0).running()).as("claimed after the next poll only").isFalse();

        instance.turn();
        instance.turn();
        toys.assertApplied(lost);
    }

    @Test
    void losesAPartitionToItsNextOwnerAndAppliesNothingThere() {
        instance.assignAll();
        ShellInstance next = toys.instance();
        List<String> before = toys.append(0, 1);
        instance.turn();
        next.shell.assigned(List.of(0));
        List<String> after = toys.append(0, 1);

        next.turn();
        instance.turn();
        instance.shell.revoked(List.of(0));
        instance.settle();

        toys.assertApplied(before);
        toys.assertApplied(after);
        assertThat(instance.owns(0)).isFalse();
        assertThat(toys.broker.keys())
                .as("the next owner sends what is in the outbox first")
                .containsExactly(before.get(0), before.get(0), after.get(0));
    }

    @Test
    void leavesTheOutboxOfAPartitionThatIsAnothersAlone() {
        instance.assignAll();
        toys.append(0, 1);
        instance.turn();
        toys.broker.hold();
        toys.instance().assignAll();

        instance.pass(KEPT);
        instance.turn();

        assertThat(toys.store.outbox(0)).as("the next owner's are not acknowledged").hasSize(1);
    }

    @Test
    void takesBackAPartitionThatWasRevoked() {
        instance.assignAll();
        toys.append(0, 1);
        instance.turn();
        instance.shell.revoked(List.of(0));
        List<String> meanwhile = toys.append(0, 1);
        instance.turn();
        assertThat(toys.store.times(meanwhile.getFirst())).isZero();

        instance.shell.assigned(List.of(0));
        instance.turn();

        toys.assertApplied(meanwhile);
        instance.pass(KEPT);
        instance.turn();
        assertThat(toys.store.outbox(0)).isEmpty();
    }
}
