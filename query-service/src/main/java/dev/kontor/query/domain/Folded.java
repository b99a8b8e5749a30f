package dev.kontor.query.domain;

/// What a fact made of a view.
public sealed interface Folded<V> {
    record Changed<V>(V view) implements Folded<V> {}

    /// The fact contradicts those before it.
    record Broken<V>(String reason) implements Folded<V> {}
}
