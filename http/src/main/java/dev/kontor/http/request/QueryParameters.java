package dev.kontor.http.request;

import dev.kontor.events.model.Words;
import dev.kontor.http.Timestamps;
import dev.kontor.http.problem.FieldErrorCode;
import dev.kontor.http.problem.FieldErrors;
import dev.kontor.http.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/// The query string, asked parameter by parameter and finished like a
/// [dev.kontor.http.json.JsonObject]. Controllers take it as an argument.
///
/// A `+` is a plus, not a space: times have offsets, and no parameter has spaces.
public final class QueryParameters {
    static final String CURSOR = "cursor";

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 1_000;
    private static final int MAX_WAIT_SECONDS = 30;
    private static final Pattern WHOLE_NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,18}");

    private final Map<String, List<String>> values;
    private final FieldErrors errors = new FieldErrors();
    private final Set<String> asked = new HashSet<>();

    private QueryParameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /// @param query as it was sent, still encoded; null if there was none
    public static QueryParameters parse(@Nullable String query) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        var parameters = new QueryParameters(values);
        if (query != null && !query.isEmpty()) {
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = parameters.decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = parameters.decode(equals < 0 ? "" : pair.substring(equals + 1));
                values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
            }
        }
        return parameters;
    }

    /// How many rows a page has at most.
    public int limit() {
        return (int) wholeNumber("limit", 1, MAX_LIMIT).orElse(DEFAULT_LIMIT);
    }

    /// `order=asc|desc`
    public SortOrder order() {
        return oneOf("order", SortOrder.class).orElse(SortOrder.DESC);
    }

    /// Where the page begins; empty: at the start of the list.
    ///
    /// @param list names the list, its filters and its order, as for [Cursor#encode]
    public Optional<Cursor> cursor(String list) {
        return optional(CURSOR, text -> Cursor.decode(list, text));
    }

    /// How long to wait for what is asked, by `wait=seconds`. Left out: not at all.
    public Duration waitTime() {
        return Duration.ofSeconds(wholeNumber("wait", 0, MAX_WAIT_SECONDS).orElse(0));
    }

    public Optional<Instant> timestamp(String name) {
        return optional(name, Timestamps::parse);
    }

    public OptionalLong wholeNumber(String name, long least, long most) {
        Optional<Long> number = optional(name, text -> number(text, least, most));
        return number.isPresent() ? OptionalLong.of(number.get()) : OptionalLong.empty();
    }

    /// One of an enum's constants, in lower snake case on the wire.
    public <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> type) {
        return optional(name, text -> constant(text, type));
    }

    /// @param parse answers refusals with an [IllegalArgumentException] whose message is a sentence
    ///     without subject
    public <T> Optional<T> optional(String name, Function<String, T> parse) {
        asked.add(name);
        List<String> given = values.getOrDefault(name, List.of());
        if (given.isEmpty()) {
            return Optional.empty();
        }
        if (given.size() > 1) {
            errors.add(name, FieldErrorCode.DUPLICATE, "is given more than once");
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(given.getFirst()));
        } catch (OutOfRange e) {
            errors.add(name, FieldErrorCode.OUT_OF_RANGE, reason(e));
        } catch (IllegalArgumentException e) {
            errors.add(name, FieldErrorCode.INVALID_FORMAT, reason(e));
        }
        return Optional.empty();
    }

    /// As [#optional], but it must be there.
    public <T> Optional<T> required(String name, Function<String, T> parse) {
        if (!values.containsKey(name)) {
            asked.add(name);
            errors.add(name, FieldErrorCode.REQUIRED, "is required");
            return Optional.empty();
        }
        return optional(name, parse);
    }

    /// For what is wrong beyond a single parameter's form.
    public FieldErrors errors() {
        return errors;
    }

    /// Ends the asking.
    ///
    /// @throws ProblemException (400) naming every parameter that is wrong or was not asked for
    public void finish() {
        values.keySet().stream()
                .filter(name -> !asked.contains(name))
                .forEach(name ->
                        errors.add(
                                shortened(name),
                                FieldErrorCode.UNKNOWN,
                                "is not a parameter of this"));
        errors.throwIfAny();
    }

    private String decode(String text) {
        try {
            return UriUtils.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            errors.add(shortened(text), FieldErrorCode.INVALID_FORMAT, "is not percent-encoded");
            return text;
        }
    }

    private static long number(String text, long least, long most) {
        if (!WHOLE_NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a whole number");
        }
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new OutOfRange(least, most);
        }
        throw new OutOfRange(least, most);
    }

    private static <E extends Enum<E>> E constant(String text, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (Words.of(constant).equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(
                Arrays.stream(type.getEnumConstants())
                        .map(Words::of)
                        .collect(Collectors.joining(", ", "must be one of: ", "")));
    }

    private static String reason(IllegalArgumentException e) {
        return Objects.requireNonNullElse(e.getMessage(), "is malformed");
    }

    /// What is echoed of a name that its sender made up.
    private static String shortened(String name) {
        return name.length() <= 100 ? name : name.substring(0, 100) + "…";
    }

    private static final class OutOfRange extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        OutOfRange(long least, long most) {
            super("must be between " + least + " and " + most);
        }
    }
}
