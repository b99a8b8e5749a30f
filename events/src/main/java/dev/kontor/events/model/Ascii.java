package dev.kontor.events.model;

/// Character classes that mean ASCII and nothing that looks like it.
final class Ascii {
    private Ascii() {}

    static boolean isAlphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
