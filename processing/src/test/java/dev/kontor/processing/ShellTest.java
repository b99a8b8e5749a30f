package dev.kontor.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.processing.InMemoryStore.Step;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShellTest {
    private static final Duration KEPT = Duration.ofSeconds(11);

    private final ToyCluster toys = new ToyCluster();
    private final ShellInstance instance = toys.instance();

    @Test
    void appliesEachRecordOnceAndPublishesInOrderOfTheLog() {
        List<String> keys = toys.append(0, 5);

        instance.assignAll();
        instance.settle();

        toys.assertApplied(keys);
        assertThat(toys.broker.keys()).isEqualTo(keys);
        assertThat(toys.store.position(0).next()).isEqualTo(5);
    }

    @Test
    void publishesNothingBeforeItIsCommitted() {
        toys.append(0, 1);
        instance.assignAll();
        toys.store.failAt(Step.COMMIT);

        instance.turn();

        assertThat(toys.broker.sent()).isEmpty();
        assertThat(instance.calls).contains("rolledBack").doesNotContain("committed");
    }

    @Test
    void emptiesTheOutboxTenSecondsAfterAllIsAcknowledged() {
        toys.broker.hold();
        instance.assignAll();
        toys.append(0, 2);
        instance.turn();
        toys.broker.acknowledgeOne();
        instance.pass(KEPT);
        instance.turn();
        assertThat(toys.store.outbox(0)).as("one is not acknowledged").hasSize(2);

        toys.broker.acknowledgeOne();
        instance.pass(Duration.ofSeconds(9));
        instance.turn();
        assertThat(toys.store.outbox(0)).as("not on the disk for sure").hasSize(2);

        instance.pass(Duration.ofSeconds(2));
        instance.turn();
        assertThat(toys.store.outbox(0)).isEmpty();
        assertThat(toys.store.claim(0).acknowledged()).hasSize(1);
    }

    @Test
    void readsAgainWhenOffsetsHaveAHole() {
        instance.assignAll();
        List<String> keys = toys.append(0, 4);
        instance.source.skip(0, 2);

        instance.turn();
        assertThat(keys).allMatch(key -> toys.store.times(key) == 0);
        instance.turn();

        toys.assertApplied(keys);
        assertThat(toys.broker.keys()).isEqualTo(keys);
    }

    @Test
    void skipsWhatIsAppliedAlready() {
        instance.assignAll();
        List<String> keys = toys.append(0, 2);
        instance.turn();
        keys.addAll(toys.append(0, 1));

        instance.source.skip(0, -2);
        instance.turn();

        toys.assertApplied(keys);
        assertThat(toys.broker.keys()).isEqualTo(keys);
    }

    @Test
    void haltsWhatTheCoreSaysMustNotGoOn() {
        instance.assignAll();
        instance.faultAtTick("a number is missing");
        instance.pass(Duration.ofSeconds(1));

        instance.turn();

        assertThat(instance.state(0).halted()).isEqualTo("offset 0: a number is missing");
    }

    @Test
    void ticksEachSecondAndSaysWhetherAllIsRead() {
        instance.assignAll();
        instance.turn();
        instance.calls.clear();
        toys.append(0, 101);

        instance.turn();
        assertThat(instance.calls).containsExactly("committed");
        toys.append(0, 100);
        instance.pass(Duration.ofSeconds(1));
        instance.turn();

        assertThat(instance.calls)
                .containsExactly(
                        "committed", "committed", "tick 0", "tick 1 caught up", "tick 2 caught up");
    }
}
