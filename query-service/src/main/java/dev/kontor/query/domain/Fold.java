package dev.kontor.query.domain;

import org.jspecify.annotations.Nullable;

/// How facts make a view. Pure: no clock, no I/O.
///
/// @param <K> names the subject: an account, a transfer
/// @param <E> a numbered fact of a subject's life
/// @param <V> the subject as its facts up to one number make it
public interface Fold<K, E, V> {
    K keyOf(E fact);

    /// From 1 without a gap, per subject.
    long numberOf(E fact);

    /// The number of the last fact in the view.
    long lastNumber(V view);

    /// Whether hardly any fact will follow.
    boolean isAtRest(V view);

    /// @param view null before the first fact
    /// @param fact the one that follows
    Folded<V> apply(@Nullable V view, E fact);
}
