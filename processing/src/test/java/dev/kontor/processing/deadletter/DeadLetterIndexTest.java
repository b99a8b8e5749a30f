package dev.kontor.processing.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.DeadLetter;
import dev.kontor.events.model.DeadLetterAction;
import dev.kontor.events.model.DeadLetterAction.Step;
import dev.kontor.events.model.DeadLetterId;
import dev.kontor.events.topic.Topic;
import dev.kontor.http.deadletter.DeadLetterBox.Filter;
import dev.kontor.http.deadletter.DeadLetterEntry;
import dev.kontor.http.deadletter.DeadLetterEntry.Status;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeadLetterIndexTest {
    private static final Filter ALL = new Filter(null, null);

    private final DeadLetterIndex index =
            new DeadLetterIndex(Set.of(Topic.TRANSFERS, Topic.INSTRUCTIONS), 3);
    private long place;

    @Test
    void listsLettersOfItsTopicsNewestFirst() {
        DeadLetterId first = letter("transfers");
        letter("account-events");
        DeadLetterId second = letter("instructions");

        assertThat(ids(ALL)).containsExactly(second, first);
        assertThat(ids(new Filter("transfers", null))).containsExactly(first);
        assertThat(index.list(ALL, null, true, 1))
                .extracting(DeadLetterEntry::id)
                .containsExactly(first);
        assertThat(index.list(ALL, index.find(first).orElseThrow().place(), true, 9))
                .extracting(DeadLetterEntry::id)
                .containsExactly(second);
    }

    @Test
    void takesALetterThatWasSentTwiceForOne() {
        DeadLetterId sent = letter("transfers");
        act(sent, new Step.Discarded("a test"));
        letter(sent);

        assertThat(ids(ALL)).containsExactly(sent);
        assertThat(status(sent)).isEqualTo(Status.DISCARDED);
    }

    @Test
    void saysWhatTheLastActionThatSettledALetterMadeOfIt() {
        DeadLetterId id = letter("transfers");
        assertThat(status(id)).isEqualTo(Status.OPEN);
        act(id, new Step.RetryRefused("no kind"));
        act(id, new Step.RetryBegun());
        assertThat(status(id)).isEqualTo(Status.OPEN);
        act(id, new Step.Discarded("a test"));
        assertThat(status(id)).isEqualTo(Status.DISCARDED);
        act(id, new Step.Retried(1, 2));
        act(id, new Step.RetryBegun());
        assertThat(status(id)).isEqualTo(Status.RETRIED);
    }

    @Test
    void countsTheOpenOnesOfATopic() {
        letter("transfers");
        act(letter("transfers"), new Step.Discarded("a test"));
        letter("instructions");

        assertThat(index.open(Topic.TRANSFERS)).isEqualTo(1);
        assertThat(ids(new Filter(null, Status.DISCARDED))).hasSize(1);
    }

    @Test
    void keepsTheLatestOfMoreThanItMayHold() {
        DeadLetterId gone = letter("transfers");
        DeadLetterId kept = letter("transfers");
        letter("transfers");
        letter("transfers");
        act(gone, new Step.Discarded("a test"));

        assertThat(ids(ALL)).hasSize(3).endsWith(kept);
        assertThat(index.find(gone)).isEmpty();
    }

    @Test
    void keepsTheLastFiftyStepsOfALetter() {
        DeadLetterId id = letter("transfers");
        for (int i = 0; i < 60; i++) {
            act(id, new Step.Retried(0, i));
        }

        assertThat(index.find(id).orElseThrow().actions())
                .hasSize(50)
                .last()
                .extracting(DeadLetterAction::step)
                .isEqualTo(new Step.Retried(0, 59));
    }

    private DeadLetterId letter(String topic) {
        DeadLetterId id = new DeadLetterId(topic, 0, place);
        letter(id);
        return id;
    }

    private void letter(DeadLetterId id) {
        byte[] bytes = "gibberish".getBytes(StandardCharsets.UTF_8);
        index.add(
                place++,
                Instant.EPOCH,
                new DeadLetter(id, "no kind", bytes, bytes, List.of(), false));
    }

    private void act(DeadLetterId id, Step step) {
        index.add(
                place++,
                Instant.EPOCH,
                new DeadLetterAction(id, UUID.randomUUID(), "", "::1", Instant.EPOCH, step));
    }

    private Status status(DeadLetterId id) {
        return index.find(id).orElseThrow().status();
    }

    private List<DeadLetterId> ids(Filter filter) {
        return index.list(filter, null, false, 10).stream().map(DeadLetterEntry::id).toList();
    }
}
