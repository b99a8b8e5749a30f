package dev.kontor.processing.deadletter;

import dev.kontor.events.model.DeadLetter;
import dev.kontor.events.model.DeadLetterAction;
import dev.kontor.events.model.DeadLetterFact;
import dev.kontor.events.model.DeadLetterId;
import dev.kontor.events.topic.Topic;
import dev.kontor.http.deadletter.DeadLetterBox.Filter;
import dev.kontor.http.deadletter.DeadLetterEntry;
import dev.kontor.http.deadletter.DeadLetterEntry.Status;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The latest dead letters of some topics and what was done about them: a fold of the topic
/// `dead-letters`, which any instance may make anew at any time.
///
/// Records themselves are left in the log. Thread-safe.
final class DeadLetterIndex {
    private static final int KEY_CHARACTERS = 100;

    private final Set<Topic> topics;
    private final int most;
    private final NavigableMap<Long, DeadLetterEntry> byPlace = new TreeMap<>();
    private final Map<DeadLetterId, Long> places = new HashMap<>();

    /// @param most letters that are kept, each of about a kilobyte at worst; of more, the latest
    DeadLetterIndex(Set<Topic> topics, int most) {
        this.topics = Set.copyOf(topics);
        this.most = most;
    }

    /// @param place where it stands in the topic
    /// @param at when it came there
    synchronized void add(long place, Instant at, DeadLetterFact fact) {
        switch (fact) {
            case DeadLetter letter -> addLetter(place, at, letter);
            case DeadLetterAction action -> addAction(action);
        }
    }

    private void addLetter(long place, Instant at, DeadLetter letter) {
        DeadLetterId id = letter.letter();
        // Letters are sent at least once, and the same again is the same letter.
        if (places.containsKey(id) || topics.stream().noneMatch(each -> isOf(id, each))) {
            return;
        }
        places.put(id, place);
        byPlace.put(
                place,
                new DeadLetterEntry(place, id, text(letter.key()), letter.reason(), at, List.of()));
        if (byPlace.size() > most) {
            places.remove(byPlace.pollFirstEntry().getValue().id());
        }
    }

    private void addAction(DeadLetterAction action) {
        Long place = places.get(action.letter());
        if (place != null) {
            byPlace.computeIfPresent(place, (_, entry) -> entry.with(action));
        }
    }

    synchronized Optional<DeadLetterEntry> find(DeadLetterId id) {
        return Optional.ofNullable(places.get(id)).map(byPlace::get);
    }

    synchronized List<DeadLetterEntry> list(
            Filter filter, @Nullable Long after, boolean ascending, int limit) {
        NavigableMap<Long, DeadLetterEntry> ordered = ascending ? byPlace : byPlace.descendingMap();
        NavigableMap<Long, DeadLetterEntry> rest =
                after == null ? ordered : ordered.tailMap(after, false);
        List<DeadLetterEntry> found = new ArrayList<>();
        for (DeadLetterEntry entry : rest.values()) {
            if (found.size() == limit) {
                break;
            }
            if (fits(entry, filter)) {
                found.add(entry);
            }
        }
        return found;
    }

    synchronized int open(Topic topic) {
        int open = 0;
        for (DeadLetterEntry entry : byPlace.values()) {
            if (isOf(entry.id(), topic) && entry.status() == Status.OPEN) {
                open++;
            }
        }
        return open;
    }

    /// To be folded anew from the beginning.
    synchronized void clear() {
        byPlace.clear();
        places.clear();
    }

    private static boolean fits(DeadLetterEntry entry, Filter filter) {
        return (filter.topic() == null || filter.topic().equals(entry.id().topic()))
                && (filter.status() == null || filter.status() == entry.status());
    }

    private static boolean isOf(DeadLetterId id, Topic topic) {
        return topic.topicName().equals(id.topic());
    }

    private static String text(byte[] key) {
        String text = new String(key, StandardCharsets.UTF_8);
        return text.length() <= KEY_CHARACTERS ? text : text.substring(0, KEY_CHARACTERS) + "…";
    }
}
