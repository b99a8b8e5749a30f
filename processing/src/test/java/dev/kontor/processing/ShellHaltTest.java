package dev.kontor.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.DeadLetter;
import dev.kontor.events.topic.Writer;
import dev.kontor.processing.InMemoryStore.Step;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Records and logs that a partition must not go beyond, and those that it must.
class ShellHaltTest {
    private final ToyCluster toys = new ToyCluster();
    private final ShellInstance instance = toys.instance();

    @Test
    void appliesWhatLiesBeforeAHaltAndStopsThere() {
        instance.assignAll();
        List<String> before = toys.append(0, 2);
        toys.append(0, ToyProcessor.HALT, Writer.REQUEST_SERVICE.text());
        List<String> behind = toys.append(0, 2);
        List<String> elsewhere = toys.append(1, 1);

        instance.settle();

        toys.assertApplied(before);
        toys.assertApplied(elsewhere);
        assertThat(behind).allMatch(key -> toys.store.times(key) == 0);
        assertThat(toys.store.position(0).next()).isEqualTo(2);
        assertThat(toys.store.position(0).hash()).isNotNull();
        assertThat(instance.state(0).halted()).isEqualTo("offset 2: the toy says stop");
        assertThat(instance.source.isPaused(0)).isTrue();
        assertThat(toys.broker.keys()).containsAll(before).doesNotContainAnyElementsOf(behind);
        instance.settle();
        assertThat(toys.store.outbox(0)).as("cleared, though it halted").isEmpty();
    }

    @Test
    void haltsAgainWithWhoeverIsGivenThePartitionNext() {
        instance.assignAll();
        toys.append(0, ToyProcessor.HALT, Writer.REQUEST_SERVICE.text());
        instance.settle();
        instance.shell.revoked(List.of(0));

        ShellInstance next = toys.instance();
        next.shell.assigned(List.of(0));
        next.settle();

        assertThat(next.state(0).halted()).isEqualTo("offset 0: the toy says stop");
        assertThat(toys.store.position(0)).isEqualTo(Position.START);
    }

    @Test
    void showsWhereAHaltedPartitionStandsAndHowFarItsLogReaches() {
        instance.assignAll();
        toys.append(0, 2);
        toys.append(0, ToyProcessor.HALT, Writer.REQUEST_SERVICE.text());
        toys.append(0, 4);
        instance.turn();
        assertThat(instance.state(0).position()).isEqualTo(2);
        assertThat(instance.state(0).unread()).hasValue(5);

        toys.append(0, 3);
        instance.settle();

        assertThat(instance.state(0).unread()).hasValue(8);
    }

    @Test
    void staysHaltedWhenItStartsOver() {
        instance.assignAll();
        toys.append(0, ToyProcessor.HALT, Writer.REQUEST_SERVICE.text());
        instance.turn();
        List<String> elsewhere = toys.append(1, 1);
        toys.store.failAt(Step.COMMIT, Step.CLAIM);

        for (int i = 0; i < 10; i++) {
            instance.pass(Duration.ofSeconds(1));
            instance.turn();
            assertThat(instance.state(0).halted()).isEqualTo("offset 0: the toy says stop");
            assertThat(instance.source.isPaused(0)).isTrue();
        }

        toys.assertApplied(elsewhere);
    }

    @Test
    void findsOutAgainWhatTheMatterIsWhenAnotherHadThePartitionMeanwhile() {
        instance.assignAll();
        instance.faultAtTick("a number is missing");
        instance.pass(Duration.ofSeconds(1));
        instance.turn();
        assertThat(instance.state(0).halted()).isNotNull();
        instance.faultAtTick(null);
        toys.store.claim(0);
        List<String> keys = toys.append(0, 1);

        instance.settle();
        instance.settle();

        assertThat(instance.state(0).halted()).isNull();
        toys.assertApplied(keys);
    }

    @Test
    void haltsAPartitionWhoseOutboxCannotBeReadAndNoOther() {
        toys.store.damage(0);
        List<String> here = toys.append(0, 1);
        List<String> elsewhere = toys.append(1, 1);

        instance.assignAll();
        instance.settle();

        assertThat(instance.state(0).halted())
                .isEqualTo("offset 0: the outbox holds gibberish: as told: restore the state");
        assertThat(toys.store.times(here.getFirst())).isZero();
        toys.assertApplied(elsewhere);
        assertThat(instance.calls).filteredOn("forget 1"::equals).hasSize(1);
    }

    @Test
    void publishesWhatLiesBeforeAHaltThoughASendFailed() {
        toys.broker.hold();
        instance.assignAll();
        List<String> before = toys.append(0, 1);
        toys.append(0, ToyProcessor.HALT, Writer.REQUEST_SERVICE.text());
        instance.turn();

        toys.broker.failOne();
        toys.broker.flow();
        instance.settle();

        assertThat(toys.broker.keys()).containsExactly(before.getFirst(), before.getFirst());
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
        instance.assignAll();
        List<String> good = toys.append(0, 2);
        toys.append(0, kind, writer);
        List<String> behind = toys.append(0, 1);
        List<String> elsewhere = toys.append(1, 3);

        instance.settle();

        assertThat(instance.state(0).halted()).isEqualTo("offset 2: " + reason);
        toys.assertApplied(good);
        toys.assertApplied(elsewhere);
        assertThat(toys.store.times(behind.getFirst())).isZero();
        assertThat(instance.state(1).halted()).isNull();
    }

    @Test
    void putsAsideWhatAClientCausedAndMovesOn() throws Exception {
        instance.assignAll();
        toys.append(0, ToyProcessor.UNREADABLE, Writer.REQUEST_SERVICE.text());
        List<String> behind = toys.append(0, 1);

        instance.settle();

        toys.assertApplied(behind);
        DeadLetter letter = toys.letter();
        assertThat(letter.reason()).isEqualTo("gibberish");
        assertThat(letter.letter().offset()).isZero();
        assertThat(letter.cut()).isFalse();
        assertThat(instance.deadLetters).isEqualTo(1);
    }

    @Test
    void putsAsideWhatIsTooLargeToPutAsideWholeAndMovesOn() throws Exception {
        instance.assignAll();
        String large = ToyProcessor.UNREADABLE + "!".repeat(1_048_576);
        toys.append(0, large, Writer.REQUEST_SERVICE.text());
        List<String> behind = toys.append(0, 1);

        instance.settle();

        toys.assertApplied(behind);
        DeadLetter letter = toys.letter();
        assertThat(letter.reason()).isEqualTo("gibberish" + "!".repeat(491));
        assertThat(letter.value()).hasSize(65_536);
        assertThat(letter.cut()).isTrue();
    }

    @Test
    void refusesALogThatTheStateWasNotBuiltFrom() {
        instance.faults.put(0, "restore the log");
        List<String> elsewhere = toys.append(1, 1);

        instance.assignAll();
        instance.settle();

        assertThat(instance.state(0).halted()).isEqualTo("offset 0: restore the log");
        toys.assertApplied(elsewhere);
    }

    @Test
    void publishesNothingOfAPartitionWhoseLogIsNotTheOneItWasBuiltFrom() {
        instance.assignAll();
        List<String> sent = toys.append(0, 1);
        instance.turn();
        ShellInstance other = toys.instance();
        other.faults.put(0, "restore the log");

        other.assignAll();
        other.settle();

        assertThat(toys.store.outbox(0)).isNotEmpty();
        assertThat(toys.broker.keys()).as("of the first owner").isEqualTo(sent);
    }

    @Test
    void haltsWhenTheLogBreaksWhileItReads() {
        instance.assignAll();
        toys.append(0, 1);
        instance.turn();

        instance.shell.logBroke(0, "cut");

        assertThat(instance.state(0).halted()).isEqualTo("offset 1: cut");
        assertThat(instance.source.isPaused(0)).isTrue();
    }
}
