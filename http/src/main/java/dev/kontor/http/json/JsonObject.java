package dev.kontor.http.json;

import dev.kontor.events.model.Words;
import dev.kontor.http.Timestamps;
import dev.kontor.http.problem.FieldErrorCode;
import dev.kontor.http.problem.FieldErrors;
import dev.kontor.http.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A JSON object of a request, asked field by field.
///
/// Every question takes note of what is wrong and answers with nothing then; [#finish] ends the
/// asking and refuses the request if anything was wrong, fields that nobody asked for included. So
/// ask for all fields, finish, and only then take what the answers hold:
///
/// ```java
/// JsonObject body = JsonObject.parse(bytes);
/// Optional<String> account = body.required("account", text -> check(text));
/// OptionalLong amount = body.requiredWholeNumber("amount", 1, MAX_AMOUNT);
/// body.finish();
/// use(account.orElseThrow(), amount.orElseThrow());
/// ```
///
/// `null` counts as left out, but for [#isNull] and for fields that are required. Not thread-safe.
public final class JsonObject {
    private final JsonPath path;
    private final Map<String, JsonValue> members;
    private final FieldErrors errors;
    private final Set<String> asked = new HashSet<>();
    private final List<JsonObject> inner = new ArrayList<>();

    private JsonObject(JsonPath path, Map<String, JsonValue> members, FieldErrors errors) {
        this.path = path;
        this.members = members;
        this.errors = errors;
    }

    /// Reads a body, or a line of a bulk.
    ///
    /// @throws ProblemException (400) if it is no JSON object
    public static JsonObject parse(byte[] utf8) {
        var errors = new FieldErrors();
        return new JsonObject(JsonPath.ROOT, JsonDocument.read(utf8, errors).values(), errors);
    }

    /// For what is wrong beyond a single field's form; see [#path].
    public FieldErrors errors() {
        return errors;
    }

    /// The name of a field as the sender knows it: `legs[1].amount`.
    public String path(String name) {
        return path.member(name).toString();
    }

    /// Whether the field is there, be it `null`. Does not count as asking.
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /// Whether the field is there and `null`; counts as asking.
    public boolean isNull(String name) {
        asked.add(name);
        return members.get(name) instanceof JsonValue.Nothing;
    }

    /// @param longest in characters, not in units of UTF-16
    public Optional<String> text(String name, int longest) {
        Optional<String> text = text(name, false);
        if (text.isPresent() && text.get().codePointCount(0, text.get().length()) > longest) {
            fault(name, FieldErrorCode.TOO_LONG, "must have at most " + longest + " characters");
            return Optional.empty();
        }
        return text;
    }

    /// A text in another form: an id, a currency.
    ///
    /// @param parse answers refusals with an [IllegalArgumentException] whose message is a sentence
    ///     without subject
    public <T> Optional<T> optional(String name, Function<String, T> parse) {
        return text(name, false).flatMap(text -> parsed(name, text, parse));
    }

    /// As [#optional], but it must be there.
    public <T> Optional<T> required(String name, Function<String, T> parse) {
        return text(name, true).flatMap(text -> parsed(name, text, parse));
    }

    public Optional<Instant> timestamp(String name) {
        return optional(name, Timestamps::parse);
    }

    /// One of an enum's constants, in lower snake case on the wire.
    public <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> type) {
        return text(name, false).flatMap(text -> constant(name, text, type));
    }

    /// As [#oneOf], but it must be there.
    public <E extends Enum<E>> Optional<E> requiredOneOf(String name, Class<E> type) {
        return text(name, true).flatMap(text -> constant(name, text, type));
    }

    public OptionalLong wholeNumber(String name, long least, long most) {
        return wholeNumber(name, least, most, false);
    }

    /// As [#wholeNumber], but it must be there.
    public OptionalLong requiredWholeNumber(String name, long least, long most) {
        return wholeNumber(name, least, most, true);
    }

    public Optional<Boolean> flag(String name) {
        return switch (ask(name, false)) {
            case null -> Optional.empty();
            case JsonValue.Flag(boolean value) -> Optional.of(value);
            case JsonValue _ -> wrongType(name, "must be true or false");
        };
    }

    /// A list of objects, each to be asked like this one. Left out: empty.
    ///
    /// @param least how many there are if it is not left out
    public List<JsonObject> objects(String name, int least, int most) {
        return switch (ask(name, false)) {
            case null -> List.of();
            case JsonValue.Elements(List<JsonValue> values) -> objects(name, values, least, most);
            case JsonValue _ -> {
                wrongType(name, "must be a list");
                yield List.of();
            }
        };
    }

    /// Pairs of texts whose names the sender chooses. Left out: empty.
    ///
    /// @param most pairs
    /// @param longestKey in characters; a key has at least one
    /// @param longestValue in characters
    public Map<String, String> texts(String name, int most, int longestKey, int longestValue) {
        return switch (ask(name, false)) {
            case null -> Map.of();
            case JsonValue.Members(Map<String, JsonValue> values) -> {
                if (values.size() > most) {
                    fault(name, FieldErrorCode.TOO_MANY, "must have at most " + most + " pairs");
                    yield Map.of();
                }
                var pairs = new JsonObject(path.member(name), values, errors);
                yield pairs.allTexts(longestKey, longestValue);
            }
            case JsonValue _ -> {
                wrongType(name, "must be an object of strings");
                yield Map.of();
            }
        };
    }

    /// Ends the asking, here and in all objects within.
    ///
    /// @throws ProblemException (400) naming every field that is wrong or was not asked for
    public void finish() {
        addUnknown();
        errors.throwIfAny();
    }

    private void addUnknown() {
        members.keySet().stream()
                .filter(name -> !asked.contains(name))
                .forEach(name -> fault(name, FieldErrorCode.UNKNOWN, "is not a field of this"));
        inner.forEach(JsonObject::addUnknown);
    }

    private Optional<String> text(String name, boolean required) {
        return switch (ask(name, required)) {
            case null -> Optional.empty();
            case JsonValue.Text(String text) -> Optional.of(text);
            case JsonValue _ -> wrongType(name, "must be a string");
        };
    }

    private OptionalLong wholeNumber(String name, long least, long most, boolean required) {
        return switch (ask(name, required)) {
            case null -> OptionalLong.empty();
            case JsonValue.WholeNumber(String digits) -> inRange(name, digits, least, most);
            case JsonValue _ -> {
                wrongType(name, "must be a whole number, without fraction or exponent");
                yield OptionalLong.empty();
            }
        };
    }

    private OptionalLong inRange(String name, String digits, long least, long most) {
        OptionalLong number = toLong(digits);
        if (number.isPresent() && number.getAsLong() >= least && number.getAsLong() <= most) {
            return number;
        }
        fault(name, FieldErrorCode.OUT_OF_RANGE, "must be between " + least + " and " + most);
        return OptionalLong.empty();
    }

    /// Nothing if it does not fit; the reader has bounded the digits.
    private static OptionalLong toLong(String digits) {
        try {
            return OptionalLong.of(Long.parseLong(digits));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private <T> Optional<T> parsed(String name, String text, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(text));
        } catch (IllegalArgumentException e) {
            fault(name, FieldErrorCode.INVALID_FORMAT, reason(e));
            return Optional.empty();
        }
    }

    private static String reason(IllegalArgumentException e) {
        return Objects.requireNonNullElse(e.getMessage(), "is malformed");
    }

    private <E extends Enum<E>> Optional<E> constant(String name, String text, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (Words.of(constant).equals(text)) {
                return Optional.of(constant);
            }
        }
        String known =
                Arrays.stream(type.getEnumConstants())
                        .map(Words::of)
                        .collect(Collectors.joining(", "));
        fault(name, FieldErrorCode.INVALID_FORMAT, "must be one of: " + known);
        return Optional.empty();
    }

    private List<JsonObject> objects(String name, List<JsonValue> values, int least, int most) {
        if (values.size() < least) {
            fault(name, FieldErrorCode.OUT_OF_RANGE, "must have at least " + least + " elements");
            return List.of();
        }
        if (values.size() > most) {
            fault(name, FieldErrorCode.TOO_MANY, "must have at most " + most + " elements");
            return List.of();
        }
        List<JsonObject> objects = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            JsonPath place = path.member(name).element(i);
            if (values.get(i) instanceof JsonValue.Members(Map<String, JsonValue> fields)) {
                objects.add(new JsonObject(place, fields, errors));
            } else {
                errors.add(place.toString(), FieldErrorCode.WRONG_TYPE, "must be an object");
            }
        }
        inner.addAll(objects);
        return objects;
    }

    private Map<String, String> allTexts(int longestKey, int longestValue) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String key : members.keySet()) {
            if (key.isEmpty()) {
                fault(key, FieldErrorCode.INVALID_FORMAT, "must have a name");
            } else if (key.codePointCount(0, key.length()) > longestKey) {
                fault(
                        key,
                        FieldErrorCode.TOO_LONG,
                        "must be named by at most " + longestKey + " characters");
            } else if (isNull(key)) {
                fault(key, FieldErrorCode.WRONG_TYPE, "must be a string");
            } else {
                text(key, longestValue).ifPresent(value -> texts.put(key, value));
            }
        }
        return texts;
    }

    /// Null if it is left out, null or reported already.
    private @Nullable JsonValue ask(String name, boolean required) {
        asked.add(name);
        return switch (members.get(name)) {
            case null -> leftOut(name, required);
            case JsonValue.Nothing _ -> leftOut(name, required);
            case JsonValue.Faulty _ -> null;
            case JsonValue value -> value;
        };
    }

    private @Nullable JsonValue leftOut(String name, boolean required) {
        if (required) {
            fault(name, FieldErrorCode.REQUIRED, "is required");
        }
        return null;
    }

    private <T> Optional<T> wrongType(String name, String detail) {
        fault(name, FieldErrorCode.WRONG_TYPE, detail);
        return Optional.empty();
    }

    private void fault(String name, FieldErrorCode code, String detail) {
        errors.add(path(name), code, detail);
    }
}
