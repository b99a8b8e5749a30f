package dev.kontor.http.resource;

import java.util.Locale;

/// How our enums are written on the wire.
final class Names {
    private Names() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
