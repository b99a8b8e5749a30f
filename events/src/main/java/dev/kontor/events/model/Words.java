package dev.kontor.events.model;

import java.util.Locale;

/// How constants are written wherever people read them, in answers, parameters and tables: in lower
/// snake case.
public final class Words {
    private Words() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException if there is no such constant
    public static <E extends Enum<E>> E read(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }
}
