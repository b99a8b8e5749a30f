package dev.kontor.events.model;

/// The facts of an account that never change, and that it is closed, which is for ever.
///
/// As only such facts are in it, an old copy is never wrong; at worst it does not know yet that the
/// account was closed.
public record AccountFacts(Currency currency, boolean withoutLimit, boolean closed) {}
