package dev.kontor.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.topic.Writer;
import dev.kontor.processing.InMemoryStore.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// What a shell makes of a database and of brokers that fail.
class ShellRecoveryTest {
    private final ToyCluster toys = new ToyCluster();
    private final ShellInstance instance = toys.instance();

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"CLAIM", "OUTBOX"})
    void comesToTheSameWhereverTheStoreFails(Step step) {
        instance.assignAll();
        List<String> keys = toys.append(0, 3);
        keys.addAll(toys.append(1, 3));
        toys.store.failAt(step, step);

        instance.settle();

        toys.assertApplied(keys);
        assertThat(toys.broker.keys()).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(instance.calls).contains("forget 0", "forget 1", "forget 2");
    }

    @ParameterizedTest
    @EnumSource(names = {"CLAIM", "OUTBOX"})
    void takesOverLaterWhenItCannotNow(Step step) {
        List<String> keys = toys.append(0, 1);
        toys.store.failAt(step, step);

        instance.assignAll();
        assertThat(instance.state(0).running()).isFalse();
        instance.settle();

        toys.assertApplied(keys);
    }

    @Test
    void sendsTheOutboxAgainInOrderAfterACommitOfUnknownFate() {
        toys.broker.hold();
        instance.assignAll();
        List<String> keys = toys.append(0, 2);
        instance.turn();
        List<String> more = toys.append(0, 2);
        toys.store.failAt(Step.COMMITTED);

        instance.turn();
        assertThat(toys.broker.keys()).as("not published yet").isEqualTo(keys);
        instance.settle();

        keys.addAll(more);
        toys.assertApplied(keys);
        assertThat(toys.broker.keys().subList(2, 6)).as("all of it, verbatim").isEqualTo(keys);
    }

    @Test
    void sendsAnOutboxOfManyRowsInTheirOrder() {
        toys.broker.hold();
        instance.assignAll();
        List<String> keys = new ArrayList<>();
        for (int row = 0; row < 5; row++) {
            keys.addAll(toys.append(0, 2));
            instance.turn();
        }
        ShellInstance next = toys.instance();

        next.assignAll();
        assertThat(toys.broker.keys()).hasSize(20);
        assertThat(toys.broker.keys().subList(10, 20)).isEqualTo(keys);
        keys.addAll(toys.append(0, 1));
        next.settle();

        assertThat(toys.broker.keys().subList(10, 21)).isEqualTo(keys);
        toys.assertApplied(keys);
    }

    @Test
    void startsOverWhenASendFailed() {
        toys.broker.hold();
        instance.assignAll();
        List<String> keys = toys.append(0, 3);
        instance.turn();

        toys.broker.acknowledgeOne();
        toys.broker.failOne();
        toys.broker.flow();
        instance.settle();

        toys.assertApplied(keys);
        assertThat(toys.broker.producers()).isEqualTo(2);
        assertThat(toys.broker.keys().subList(3, 6)).isEqualTo(keys);
    }

    @Test
    void startsOverIfTheStoreFailsWhileItLooksForTheRecordThatCrashes() {
        instance.assignAll();
        List<String> elsewhere = toys.append(0, 1);
        elsewhere.addAll(toys.append(1, 1));
        toys.append(2, ToyProcessor.CRASH, Writer.REQUEST_SERVICE.text());
        toys.store.failAt(Step.COMMIT);

        instance.settle();

        toys.assertApplied(elsewhere);
        assertThat(instance.state(0).halted()).isNull();
        assertThat(instance.state(1).halted()).isNull();
        assertThat(instance.state(2).halted()).contains("the toy broke");
    }

    @Test
    void noticesThoughIdleThatTheDatabaseLostItsLastCommits() {
        instance.assignAll();
        toys.append(0, 1);
        instance.turn();
        Position before = toys.store.position(0);
        List<String> lost = toys.append(0, 1);
        instance.settle();
        instance.settle();
        assertThat(toys.store.outbox(0)).as("nothing left to remove").isEmpty();
        toys.store.loseCommitsAfter(0, before, lost);

        instance.settle();
        instance.settle();

        toys.assertApplied(lost);
    }
}
