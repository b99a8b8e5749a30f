package dev.kontor.processing.rebuild;

import java.util.List;

/// What is not the same in the live state and in the one that was built again.
sealed interface Difference {

    /// A row that the log does not account for.
    record OnlyLive(String table, String key) implements Difference {}

    /// A row that the log makes and the live state lacks.
    record OnlyRebuilt(String table, String key) implements Difference {}

    /// A row that is there in both.
    ///
    /// @param columns those that differ
    record Other(String table, String key, List<String> columns) implements Difference {}

    /// Of the tables themselves, or of the log they were built from.
    record Structure(String what) implements Difference {}

    default String describe() {
        return switch (this) {
            case OnlyLive(String table, String key) ->
                    "%s %s: is in the live state and does not follow from the log"
                            .formatted(table, key);
            case OnlyRebuilt(String table, String key) ->
                    "%s %s: follows from the log and is not in the live state"
                            .formatted(table, key);
            case Other(String table, String key, List<String> columns) ->
                    "%s %s: differs in %s".formatted(table, key, String.join(", ", columns));
            case Structure(String what) -> what;
        };
    }
}
