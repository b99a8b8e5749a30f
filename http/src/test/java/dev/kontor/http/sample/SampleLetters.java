package dev.kontor.http.sample;

import dev.kontor.events.model.DeadLetter;
import dev.kontor.events.model.DeadLetterAction;
import dev.kontor.events.model.DeadLetterAction.Step;
import dev.kontor.events.model.DeadLetterId;
import dev.kontor.http.deadletter.DeadLetterBox;
import dev.kontor.http.deadletter.DeadLetterEntry;
import dev.kontor.http.deadletter.DeadLetterEntry.Status;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Three letters, of which the last one was retried; what is asked about any leaves them as they
/// are.
final class SampleLetters implements DeadLetterBox {
    private static final Instant THEN = Instant.parse("2026-01-31T12:00:00Z");
    private static final UUID ACTION = UUID.fromString("0199f0f0-0000-7000-8000-00000000000a");

    private final List<DeadLetterEntry> entries =
            IntStream.range(0, 3).mapToObj(SampleLetters::entry).toList();

    private static DeadLetterEntry entry(int place) {
        DeadLetterEntry entry =
                new DeadLetterEntry(place, id(place), "default/1", "no kind", THEN, List.of());
        return place < 2
                ? entry
                : entry.with(action(entry.id(), "anna", new Step.RetryBegun()))
                        .with(action(entry.id(), "anna", new Step.Retried(4, 99)));
    }

    private static DeadLetterId id(int place) {
        return new DeadLetterId("transfers", 3, 10 + place);
    }

    private static DeadLetterAction action(DeadLetterId id, String operator, Step step) {
        return new DeadLetterAction(id, ACTION, operator, "127.0.0.1", THEN, step);
    }

    @Override
    public List<DeadLetterEntry> list(
            Filter filter, @Nullable Long after, boolean ascending, int limit) {
        return entries.stream()
                .filter(entry -> after == null || entry.place() > after)
                .filter(entry -> filter.status() == null || filter.status() == entry.status())
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<Opened> open(DeadLetterId id) {
        byte[] bytes = "gibberish".getBytes(StandardCharsets.UTF_8);
        return find(id).map(entry ->
                new Opened(
                        entry,
                        new DeadLetter(
                                id,
                                entry.reason(),
                                bytes,
                                bytes,
                                List.of(new DeadLetter.Header("writer", bytes)),
                                false),
                        Optional.of("no kind")));
    }

    @Override
    public Optional<DeadLetterEntry> retry(DeadLetterId id, Asker asker) {
        return find(id).map(
                        entry -> entry.with(action(id, asker.operator(), new Step.RetryBegun())));
    }

    @Override
    public Optional<DeadLetterEntry> discard(DeadLetterId id, Asker asker, String reason) {
        return find(id).filter(entry -> entry.status() == Status.OPEN)
                .map(entry -> entry.with(action(id, asker.operator(), new Step.Discarded(reason))));
    }

    private Optional<DeadLetterEntry> find(DeadLetterId id) {
        return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
    }
}
