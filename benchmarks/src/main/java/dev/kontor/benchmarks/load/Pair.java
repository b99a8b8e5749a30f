package dev.kontor.benchmarks.load;

/// Who pays whom: two different accounts, by their numbers.
public record Pair(int debit, int credit) {}
