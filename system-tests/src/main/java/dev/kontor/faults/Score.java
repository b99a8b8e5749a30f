package dev.kontor.faults;

import dev.kontor.faults.bank.Journal;
import dev.kontor.faults.bank.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What came of all rounds of one fault so far.
///
/// @param recoveryMillis how long each round took to go on
/// @param acknowledged transfers
/// @param badRecords that were written into the log
/// @param broken other promises that were not kept
public record Score(
        String fault,
        List<Long> recoveryMillis,
        long acknowledged,
        long badRecords,
        long lost,
        long doubled,
        long broken,
        List<String> sentences) {
    private static final int MOST_SENTENCES = 20;

    public Score {
        recoveryMillis = List.copyOf(recoveryMillis);
        sentences = List.copyOf(sentences);
    }

    static Score of(String fault, List<Long> recoveryMillis, Journal journal) {
        Collection<Violation> violations = journal.violations();
        long lost = count(violations, Violation.Kind.LOST);
        long doubled = count(violations, Violation.Kind.DOUBLED);
        return new Score(
                fault,
                recoveryMillis,
                journal.acknowledged(),
                journal.badRecords(),
                lost,
                doubled,
                violations.size() - lost - doubled,
                violations.stream()
                        .limit(MOST_SENTENCES)
                        .map(each -> each.kind() + ": " + each.sentence())
                        .toList());
    }

    private static long count(Collection<Violation> violations, Violation.Kind kind) {
        return violations.stream().filter(each -> each.kind() == kind).count();
    }

    Score and(Score later) {
        return new Score(
                fault,
                joined(recoveryMillis, later.recoveryMillis),
                acknowledged + later.acknowledged,
                badRecords + later.badRecords,
                lost + later.lost,
                doubled + later.doubled,
                broken + later.broken,
                joined(sentences, later.sentences));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    int rounds() {
        return recoveryMillis.size();
    }

    /// Whether every promise was kept.
    public boolean isClean() {
        return lost + doubled + broken == 0;
    }

    /// @return the median, in milliseconds
    long medianMillis() {
        return rounds() == 0 ? 0 : recoveryMillis.stream().sorted().toList().get(rounds() / 2);
    }

    long longestMillis() {
        return recoveryMillis.stream().mapToLong(Long::longValue).max().orElse(0);
    }
}
