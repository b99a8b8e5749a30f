package dev.kontor.simulation;

import dev.kontor.events.codec.AccountEvents;
import dev.kontor.events.codec.FutureRecordException;
import dev.kontor.events.codec.TransferEvents;
import dev.kontor.events.codec.UnreadableRecordException;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.Reply;
import dev.kontor.events.model.Reply.Standing;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.topic.Topic;
import dev.kontor.processing.InMemoryKafka;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// Those who wait for an outcome: each is told, and told what its request was.
final class Waiters {
    private static final String NOT_FOUND = "NOT_FOUND";

    private final Map<String, String> expected = new TreeMap<>();
    private final Map<String, Set<String>> told = new TreeMap<>();

    /// @param standing null: there is nothing that it could be about
    void expect(String waiter, @Nullable Standing standing) {
        expected.put(waiter, standing == null ? NOT_FOUND : standing.name());
    }

    /// @throws Broken if somebody still waits, or was told otherwise
    void check(InMemoryKafka kafka) {
        try {
            for (int i = 0; i < kafka.settings().partitions(Topic.TRANSFER_EVENTS); i++) {
                for (var record : kafka.records(Topic.TRANSFER_EVENTS, i)) {
                    readTransfer(record);
                }
            }
            for (int i = 0; i < kafka.settings().partitions(Topic.ACCOUNT_EVENTS); i++) {
                for (var record : kafka.records(Topic.ACCOUNT_EVENTS, i)) {
                    readAccount(record);
                }
            }
        } catch (UnreadableRecordException | FutureRecordException e) {
            throw new Broken("nobody can read an answer: " + e);
        }
        expected.forEach((waiter, standing) -> {
            Set<String> heard = told.getOrDefault(waiter, Set.of());
            Broken.unless(
                    heard.equals(Set.of(standing)),
                    () -> waiter + " waits for " + standing + " and hears " + heard);
        });
    }

    private void readTransfer(ConsumerRecord<byte[], byte[]> record)
            throws UnreadableRecordException, FutureRecordException {
        if (!InMemoryKafka.isAnswer(record)) {
            return;
        }
        switch (TransferEvents.decode(record.key(), record.value())) {
            case TransferEvent.Answer it -> {
                checkDecided(it.transfer().status().isDecided(), it.replies());
                hear(it.replies(), false);
            }
            case TransferEvent.CommandAnswer it -> {
                checkDecided(it.command().status().isDecided(), it.replies());
                hear(it.replies(), false);
            }
            case TransferEvent.CommandNotFound it -> hear(it.replies(), true);
            case TransferEvent.Numbered it -> throw new Broken("a fact as an answer: " + it);
        }
    }

    private void readAccount(ConsumerRecord<byte[], byte[]> record)
            throws UnreadableRecordException, FutureRecordException {
        if (!InMemoryKafka.isAnswer(record)) {
            return;
        }
        switch (AccountEvents.decode(record.key(), record.value())) {
            case AccountEvent.Answer it -> hear(it.replies(), false);
            case AccountEvent.CommandAnswer it -> hear(it.replies(), false);
            case AccountEvent.CommandNotFound it -> hear(it.replies(), true);
            case AccountEvent.Numbered it -> throw new Broken("a fact as an answer: " + it);
        }
    }

    /// Only that its content lost is told before anything is decided.
    private static void checkDecided(boolean decided, List<Reply> replies) {
        Broken.unless(
                decided
                        || replies.stream()
                                .allMatch(reply -> reply.standing() == Standing.CONFLICT),
                () -> "answered too early: " + replies);
    }

    private void hear(List<Reply> replies, boolean notFound) {
        for (Reply reply : replies) {
            told.computeIfAbsent(reply.to().toString(), _ -> new TreeSet<>())
                    .add(notFound ? NOT_FOUND : reply.standing().name());
        }
    }
}
