package dev.kontor.query.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Facts of one partition on their way into the views: each once, and in the order of its number.
///
/// A number that is known is ignored. A number ahead is kept aside until those before it have come.
/// Knows the views as they were at the start and collects what changes; writing it is another's.
///
/// Not thread-safe: one batch of one partition, one sequence.
public final class FactSequence<K, E, V> {
    private final Fold<K, E, V> fold;
    private final Function<K, @Nullable V> stored;
    private final Map<K, V> changed = new LinkedHashMap<>();
    private final Map<K, SortedMap<Long, E>> aside = new HashMap<>();
    private final Set<E> asideBefore = new LinkedHashSet<>();
    private final Set<E> asideNow = new LinkedHashSet<>();
    private final List<E> applied = new ArrayList<>();

    /// @param stored the views as they are; null where there is none
    /// @param keptAside the facts that wait for one before them
    public FactSequence(
            Fold<K, E, V> fold, Function<K, @Nullable V> stored, Collection<E> keptAside) {
        this.fold = fold;
        this.stored = stored;
        keptAside.forEach(this::keep);
        asideBefore.addAll(asideNow);
    }

    /// @return why the fact breaks an invariant: then nothing of it took place
    public Optional<String> feed(E fact) {
        K key = fold.keyOf(fact);
        V view = view(key);
        long known = view == null ? 0 : fold.lastNumber(view);
        if (fold.numberOf(fact) <= known) {
            return Optional.empty();
        }
        if (fold.numberOf(fact) > known + 1) {
            keep(fact);
            return Optional.empty();
        }
        return follow(key, view, fact);
    }

    /// The views that are not as they were.
    public Map<K, V> changed() {
        return changed;
    }

    /// The facts that are in the views now and were not, in the order in which they got there.
    public List<E> applied() {
        return applied;
    }

    /// The facts that wait now and did not.
    public List<E> newlyAside() {
        return asideNow.stream().filter(fact -> !asideBefore.contains(fact)).toList();
    }

    /// The facts that waited and do not any more.
    public List<E> noLongerAside() {
        return asideBefore.stream().filter(fact -> !asideNow.contains(fact)).toList();
    }

    /// The subjects that wait for a fact.
    public Set<K> waiting() {
        return Set.copyOf(aside.keySet());
    }

    private @Nullable V view(K key) {
        V view = changed.get(key);
        return view == null ? stored.apply(key) : view;
    }

    private void keep(E fact) {
        SortedMap<Long, E> ahead = aside.computeIfAbsent(fold.keyOf(fact), _ -> new TreeMap<>());
        if (ahead.putIfAbsent(fold.numberOf(fact), fact) == null) {
            asideNow.add(fact);
        }
    }

    private Optional<String> follow(K key, @Nullable V before, E fact) {
        List<E> followed = new ArrayList<>();
        @Nullable V view = before;
        @Nullable E next = fact;
        while (next != null) {
            switch (fold.apply(view, next)) {
                case Folded.Changed<V>(V now) -> view = now;
                case Folded.Broken<V>(String reason) -> {
                    return Optional.of(
                            "%s, number %d: %s".formatted(key, fold.numberOf(next), reason));
                }
            }
            followed.add(next);
            next = ahead(key, fold.numberOf(next) + 1);
        }
        V made = Objects.requireNonNull(view);
        changed.put(key, made);
        applied.addAll(followed);
        forgetAside(key, fold.lastNumber(made));
        return Optional.empty();
    }

    private @Nullable E ahead(K key, long number) {
        SortedMap<Long, E> ahead = aside.get(key);
        return ahead == null ? null : ahead.get(number);
    }

    private void forgetAside(K key, long known) {
        SortedMap<Long, E> ahead = aside.get(key);
        if (ahead == null) {
            return;
        }
        SortedMap<Long, E> past = ahead.headMap(known + 1);
        asideNow.removeAll(List.copyOf(past.values()));
        past.clear();
        if (ahead.isEmpty()) {
            aside.remove(key);
        }
    }
}
