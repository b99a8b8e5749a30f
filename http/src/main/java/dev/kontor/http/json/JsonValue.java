package dev.kontor.http.json;

import java.util.List;
import java.util.Map;

/// A JSON value as it was written. Numbers stay text: what they may be is the reader's to say, and
/// `1e10000000` must not become a number before that.
sealed interface JsonValue {
    record Text(String text) implements JsonValue {}

    record WholeNumber(String digits) implements JsonValue {}

    record Fraction() implements JsonValue {}

    record Flag(boolean value) implements JsonValue {}

    record Nothing() implements JsonValue {}

    record Elements(List<JsonValue> values) implements JsonValue {}

    record Members(Map<String, JsonValue> values) implements JsonValue {}

    /// What has been reported already and shall not be reported again.
    record Faulty() implements JsonValue {}
}
