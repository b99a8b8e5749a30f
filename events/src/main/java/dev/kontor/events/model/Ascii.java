package dev.kontor.events.model;

import java.util.function.IntPredicate;

/// Character classes that mean ASCII and nothing that looks like it.
final class Ascii {
    private Ascii() {}

    /// Asked of every key of every record, so it is a loop and no stream.
    static boolean allMatch(String text, IntPredicate allowed) {
        for (int i = 0; i < text.length(); i++) {
            if (!allowed.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean isAlphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
