package dev.kontor.events.model;

/// Which way a leg moves its account's balance: a credit adds, a debit takes.
public enum Direction {
    DEBIT,
    CREDIT
}
