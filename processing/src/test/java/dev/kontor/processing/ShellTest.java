package dev.kontor.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.codec.DeadLetters;
import dev.kontor.events.topic.Partitions;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.Writer;
import dev.kontor.processing.InMemoryStore.Step;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ShellTest {
    private static final int PARTITIONS = 3;
    private static final Duration KEPT = Duration.ofSeconds(11);

    private final InMemoryLog log = new InMemoryLog();
    private final InMemoryStore store = new InMemoryStore();
    private final InMemoryBroker broker = new InMemoryBroker();
    private final ShellInstance instance = instance();
    private int made;

    @Test
    void appliesEachRecordOnceAndPublishesInOrderOfTheLog() {
        List<String> keys = append(0, 5);

        assign(instance);
        instance.settle();

        assertApplied(keys);
        assertThat(broker.keys()).isEqualTo(keys);
        assertThat(store.position(0).next()).isEqualTo(5);
    }

    @Test
    void publishesNothingBeforeItIsCommitted() {
        append(0, 1);
        assign(instance);
        store.failAt(Step.COMMIT);

        instance.turn();

        assertThat(broker.sent()).isEmpty();
        assertThat(instance.calls).contains("rolledBack").doesNotContain("committed");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "CLAIM")
    void comesToTheSameWhereverTheStoreFails(Step step) {
        assign(instance);
        List<String> keys = append(0, 3);
        keys.addAll(append(1, 3));
        store.failAt(step, step);

        instance.settle();

        assertApplied(keys);
        assertThat(broker.keys()).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(instance.calls).contains("forget 0", "forget 1", "forget 2");
    }

    @Test
    void claimsLaterWhenItCannotNow() {
        List<String> keys = append(0, 1);
        store.failAt(Step.CLAIM, Step.CLAIM);

        assign(instance);
        assertThat(instance.state(0).running()).isFalse();
        instance.settle();

        assertApplied(keys);
    }

    @Test
    void sendsTheOutboxAgainInOrderAfterACommitOfUnknownFate() {
        broker.hold();
        assign(instance);
        List<String> keys = append(0, 2);
        instance.turn();
        List<String> more = append(0, 2);
        store.failAt(Step.COMMITTED);

        instance.turn();
        assertThat(broker.keys()).as("not published yet").isEqualTo(keys);
        instance.settle();

        keys.addAll(more);
        assertApplied(keys);
        assertThat(broker.keys().subList(2, 6)).as("all of it, verbatim").isEqualTo(keys);
    }

    @Test
    void startsOverWhenASendFailed() {
        broker.hold();
        assign(instance);
        List<String> keys = append(0, 3);
        instance.turn();

        broker.acknowledgeOne();
        broker.failOne();
        broker.flow();
        instance.settle();

        assertApplied(keys);
        assertThat(broker.producers()).isEqualTo(2);
        assertThat(broker.keys().subList(3, 6)).isEqualTo(keys);
    }

    @Test
    void emptiesTheOutboxTenSecondsAfterAllIsAcknowledged() {
        broker.hold();
        assign(instance);
        append(0, 2);
        instance.turn();
        broker.acknowledgeOne();
        instance.pass(KEPT);
        instance.turn();
        assertThat(store.outbox(0)).as("one is not acknowledged").hasSize(2);

        broker.acknowledgeOne();
        instance.pass(Duration.ofSeconds(9));
        instance.turn();
        assertThat(store.outbox(0)).as("not on the disk for sure").hasSize(2);

        instance.pass(Duration.ofSeconds(2));
        instance.turn();
        assertThat(store.outbox(0)).isEmpty();
        assertThat(store.claim(0).acknowledged()).hasSize(1);
    }

    @Test
    void leavesOutThePartitionsThatAreAnothers() {
        assign(instance);
        List<String> lost = append(0, 2);
        List<String> kept = append(1, 2);
        store.claim(0);

        instance.turn();

        assertApplied(kept);
        assertThat(store.times(lost.getFirst())).isZero();
        assertThat(broker.keys()).isEqualTo(kept);
        assertThat(instance.state(0).running()).as("claimed after the next poll only").isFalse();

        instance.turn();
        instance.turn();
        assertApplied(lost);
    }

    @Test
    void losesAPartitionToItsNextOwnerAndAppliesNothingThere() {
        assign(instance);
        ShellInstance next = instance();
        List<String> before = append(0, 1);
        instance.turn();
        next.shell.assigned(List.of(0));
        List<String> after = append(0, 1);

        next.turn();
        instance.turn();
        instance.shell.revoked(List.of(0));
        instance.settle();

        assertApplied(before);
        assertApplied(after);
        assertThat(instance.owns(0)).isFalse();
        assertThat(broker.keys())
                .as("the next owner sends what is in the outbox first")
                .containsExactly(before.get(0), before.get(0), after.get(0));
    }

    @Test
    void takesBackAPartitionThatWasRevoked() {
        assign(instance);
        append(0, 1);
        instance.turn();
        instance.shell.revoked(List.of(0));
        List<String> meanwhile = append(0, 1);
        instance.turn();
        assertThat(store.times(meanwhile.getFirst())).isZero();

        instance.shell.assigned(List.of(0));
        instance.turn();

        assertApplied(meanwhile);
        instance.pass(KEPT);
        instance.turn();
        assertThat(store.outbox(0)).isEmpty();
    }

    @Test
    void readsAgainWhenOffsetsHaveAHole() {
        assign(instance);
        List<String> keys = append(0, 4);
        instance.source.skip(0, 2);

        instance.turn();
        assertThat(keys).allMatch(key -> store.times(key) == 0);
        instance.turn();

        assertApplied(keys);
        assertThat(broker.keys()).isEqualTo(keys);
    }

    @Test
    void skipsWhatIsAppliedAlready() {
        assign(instance);
        List<String> keys = append(0, 2);
        instance.turn();
        keys.addAll(append(0, 1));

        instance.source.skip(0, -2);
        instance.turn();

        assertApplied(keys);
        assertThat(broker.keys()).isEqualTo(keys);
    }

    @Test
    void appliesWhatLiesBeforeAHaltAndStopsThere() {
        assign(instance);
        List<String> before = append(0, 2);
        append(0, ToyProcessor.HALT, Writer.REQUEST_SERVICE.text());
        List<String> behind = append(0, 2);
        List<String> elsewhere = append(1, 1);

        instance.settle();

        assertApplied(before);
        assertApplied(elsewhere);
        assertThat(behind).allMatch(key -> store.times(key) == 0);
        assertThat(store.position(0).next()).isEqualTo(2);
        assertThat(store.position(0).hash()).isNotNull();
        assertThat(instance.state(0).halted()).isEqualTo("offset 2: the toy says stop");
        assertThat(instance.source.isPaused(0)).isTrue();
        assertThat(broker.keys()).containsAll(before).doesNotContainAnyElementsOf(behind);
        instance.settle();
        assertThat(store.outbox(0)).as("cleared, though it halted").isEmpty();
    }

    @Test
    void haltsAgainWithWhoeverIsGivenThePartitionNext() {
        assign(instance);
        append(0, ToyProcessor.HALT, Writer.REQUEST_SERVICE.text());
        instance.settle();
        instance.shell.revoked(List.of(0));

        ShellInstance next = instance();
        next.shell.assigned(List.of(0));
        next.settle();

        assertThat(next.state(0).halted()).isEqualTo("offset 0: the toy says stop");
        assertThat(store.position(0)).isEqualTo(Position.START);
    }

    @Test
    void publishesWhatLiesBeforeAHaltThoughASendFailed() {
        broker.hold();
        assign(instance);
        List<String> before = append(0, 1);
        append(0, ToyProcessor.HALT, Writer.REQUEST_SERVICE.text());
        instance.turn();

        broker.failOne();
        broker.flow();
        instance.settle();

        assertThat(broker.keys()).containsExactly(before.getFirst(), before.getFirst());
        assertThat(instance.state(0).halted()).isEqualTo("offset 1: the toy says stop");
    }

    @ParameterizedTest
    @CsvSource({
        "future, request-service, kind 99 is above what this build knows: upgrade this service",
        "future, account-service, kind 99 is above what this build knows: upgrade this service",
        "unreadable, account-service, a record of account-service is unreadable: gibberish",
        "unreadable, stranger, the record does not say which service wrote it",
        "request, , the record does not say which service wrote it",
        "request, account-service, account-service may not write such a record",
        "outcome, request-service, request-service may not write such a record",
        "crash, request-service, the core failed: java.lang.IllegalStateException: the toy broke"
    })
    void haltsAtARecordThatWouldLoseMoneyIfItWereSkipped(
            String kind, String writer, String reason) {
        assign(instance);
        List<String> good = append(0, 2);
        append(0, kind, writer);
        List<String> behind = append(0, 1);
        List<String> elsewhere = append(1, 3);

        instance.settle();

        assertThat(instance.state(0).halted()).isEqualTo("offset 2: " + reason);
        assertApplied(good);
        assertApplied(elsewhere);
        assertThat(store.times(behind.getFirst())).isZero();
        assertThat(instance.state(1).halted()).isNull();
    }

    @Test
    void putsAsideWhatAClientCausedAndMovesOn() throws Exception {
        assign(instance);
        append(0, ToyProcessor.UNREADABLE, Writer.REQUEST_SERVICE.text());
        List<String> behind = append(0, 1);

        instance.settle();

        assertApplied(behind);
        ProducerRecord<byte[], byte[]> letter =
                broker.sent().stream()
                        .filter(sent -> sent.topic().equals(Topic.DEAD_LETTERS.topicName()))
                        .findFirst()
                        .orElseThrow();
        assertThat(DeadLetters.decode(letter.value()).reason()).isEqualTo("gibberish");
        assertThat(DeadLetters.decode(letter.value()).offset()).isZero();
    }

    @Test
    void startsOverIfTheStoreFailsWhileItLooksForTheRecordThatCrashes() {
        assign(instance);
        List<String> elsewhere = append(0, 1);
        elsewhere.addAll(append(1, 1));
        append(2, ToyProcessor.CRASH, Writer.REQUEST_SERVICE.text());
        store.failAt(Step.COMMIT);

        instance.settle();

        assertApplied(elsewhere);
        assertThat(instance.state(0).halted()).isNull();
        assertThat(instance.state(1).halted()).isNull();
        assertThat(instance.state(2).halted()).contains("the toy broke");
    }

    @Test
    void refusesALogThatTheStateWasNotBuiltFrom() {
        instance.faults.put(0, "restore the log");
        List<String> elsewhere = append(1, 1);

        assign(instance);
        instance.settle();

        assertThat(instance.state(0).halted()).isEqualTo("offset 0: restore the log");
        assertApplied(elsewhere);
    }

    @Test
    void haltsWhenTheLogBreaksWhileItReads() {
        assign(instance);
        append(0, 1);
        instance.turn();

        instance.shell.logBroke(0, "cut");

        assertThat(instance.state(0).halted()).isEqualTo("offset 1: cut");
        assertThat(instance.source.isPaused(0)).isTrue();
    }

    @Test
    void haltsWhatTheCoreSaysMustNotGoOn() {
        assign(instance);
        instance.faultAtTick("a number is missing");
        instance.pass(Duration.ofSeconds(1));

        instance.turn();

        assertThat(instance.state(0).halted()).isEqualTo("offset 0: a number is missing");
    }

    @Test
    void ticksEachSecondAndSaysWhetherAllIsRead() {
        assign(instance);
        instance.turn();
        instance.calls.clear();
        append(0, 101);

        instance.turn();
        assertThat(instance.calls).containsExactly("committed");
        append(0, 100);
        instance.pass(Duration.ofSeconds(1));
        instance.turn();

        assertThat(instance.calls)
                .containsExactly(
                        "committed", "committed", "tick 0", "tick 1 caught up", "tick 2 caught up");
    }

    @Test
    void noticesThoughIdleThatTheDatabaseLostItsLastCommits() {
        assign(instance);
        append(0, 1);
        instance.turn();
        Position before = store.position(0);
        List<String> lost = append(0, 1);
        instance.settle();
        instance.settle();
        assertThat(store.outbox(0)).as("nothing left to remove").isEmpty();
        store.loseCommitsAfter(0, before, lost);

        instance.settle();
        instance.settle();

        assertApplied(lost);
    }

    private ShellInstance instance() {
        return new ShellInstance(log, store, broker, PARTITIONS);
    }

    private static void assign(ShellInstance instance) {
        instance.shell.assigned(IntStream.range(0, PARTITIONS).boxed().toList());
    }

    private List<String> append(int partition, int count) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(append(partition, ToyProcessor.REQUEST, Writer.REQUEST_SERVICE.text()));
        }
        return keys;
    }

    private String append(int partition, String kind, @Nullable String writer) {
        byte[] key;
        do {
            key = ("key-" + made++).getBytes(StandardCharsets.UTF_8);
        } while (Partitions.of(key, PARTITIONS) != partition);
        log.append(partition, key, kind.getBytes(StandardCharsets.UTF_8), writer);
        return new String(key, StandardCharsets.UTF_8);
    }

    private void assertApplied(List<String> keys) {
        assertThat(keys).allSatisfy(key -> assertThat(store.times(key)).isEqualTo(1));
    }
}
