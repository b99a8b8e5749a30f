package dev.kontor.request.domain;

import dev.kontor.http.json.JsonObject;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the fields share that several forms have.
final class Limits {
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /// Characters of a description or a reason.
    static final int MAX_TEXT = 500;

    private static final int MAX_PAIRS = 50;
    private static final int MAX_KEY = 40;
    private static final int MAX_VALUE = 500;

    private Limits() {}

    static SortedMap<String, String> metadata(JsonObject body) {
        return new TreeMap<>(body.texts("metadata", MAX_PAIRS, MAX_KEY, MAX_VALUE));
    }
}
