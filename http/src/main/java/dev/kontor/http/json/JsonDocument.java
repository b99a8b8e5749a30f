package dev.kontor.http.json;

import dev.kontor.http.problem.ErrorCode;
import dev.kontor.http.problem.FieldError;
import dev.kontor.http.problem.FieldErrorCode;
import dev.kontor.http.problem.FieldErrors;
import dev.kontor.http.problem.Problem;
import dev.kontor.http.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/// Reads one JSON object, the whole of it and nothing after it.
///
/// Syntax ends the reading; names given twice and text that cannot be kept are collected, so that
/// they are told together with what the fields themselves have wrong.
final class JsonDocument {
    /// Our deepest body has three levels; thirty thousand brackets shall not cost a stack.
    private static final int DEEPEST = 8;

    /// No number of ours has more than 19 digits; text beyond this is not even looked at.
    private static final int LONGEST_NUMBER = 64;

    /// Names are not kept between documents: they come from anybody.
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNumberLength(LONGEST_NUMBER).build())
                    .build();

    private static final JsonValue FAULTY = new JsonValue.Faulty();

    private final JsonParser parser;
    private final FieldErrors errors;

    /// The object being read, or the element.
    private JsonPath here = JsonPath.ROOT;

    private JsonDocument(JsonParser parser, FieldErrors errors) {
        this.parser = parser;
        this.errors = errors;
    }

    /// @throws ProblemException if the bytes are no JSON object
    static JsonValue.Members read(byte[] utf8, FieldErrors errors) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), decode(utf8))) {
            return new JsonDocument(parser, errors).root();
        }
    }

    private static String decode(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException e) {
            throw unreadable("The body is not UTF-8.");
        }
    }

    private JsonValue.Members root() {
        try {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw unreadable("The body is empty; it must be a JSON object.");
            }
            if (token != JsonToken.START_OBJECT) {
                throw unreadable("The body must be a JSON object.");
            }
            JsonValue.Members members = members(JsonPath.ROOT, 1);
            if (parser.nextToken() != null) {
                throw unreadable("The body goes on after the JSON object.");
            }
            return members;
        } catch (StreamConstraintsException e) {
            throw refused(place(), FieldErrorCode.OUT_OF_RANGE, "is a number with too many digits");
        } catch (StreamReadException e) {
            // Whatever was read last is not to blame for what does not follow.
            throw endsTooSoon(e)
                    ? unreadable("The body ends before its JSON object does (" + place(e) + ").")
                    : malformed(e);
        }
    }

    private JsonValue.Members members(JsonPath path, int depth) {
        Map<String, JsonValue> values = new LinkedHashMap<>();
        here = path;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonPath memberPath = path.member(name);
            JsonValue value = value(parser.nextToken(), memberPath, depth + 1);
            if (!WellFormed.test(name)) {
                addInvalidCharacter(memberPath);
            } else if (values.putIfAbsent(name, value) != null) {
                errors.add(
                        memberPath.toString(), FieldErrorCode.DUPLICATE, "is given more than once");
            }
            here = path;
        }
        return new JsonValue.Members(values);
    }

    private JsonValue.Elements elements(JsonPath path, int depth) {
        List<JsonValue> values = new ArrayList<>();
        here = path.element(0);
        for (JsonToken token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            values.add(value(token, here, depth + 1));
            here = path.element(values.size());
        }
        return new JsonValue.Elements(values);
    }

    private JsonValue value(JsonToken token, JsonPath path, int depth) {
        return switch (token) {
            case VALUE_STRING -> text(parser.getString(), path);
            case VALUE_NUMBER_INT -> new JsonValue.WholeNumber(parser.getString());
            case VALUE_NUMBER_FLOAT -> new JsonValue.Fraction();
            case VALUE_TRUE -> new JsonValue.Flag(true);
            case VALUE_FALSE -> new JsonValue.Flag(false);
            case VALUE_NULL -> new JsonValue.Nothing();
            case START_OBJECT -> members(path, checked(path, depth));
            case START_ARRAY -> elements(path, checked(path, depth));
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    throw new IllegalStateException(
                            "The parser offered " + token + " for a value.");
        };
    }

    private static int checked(JsonPath path, int depth) {
        if (depth > DEEPEST) {
            throw refused(path, FieldErrorCode.TOO_DEEP, "is nested too deeply");
        }
        return depth;
    }

    private JsonValue text(String text, JsonPath path) {
        if (!WellFormed.test(text)) {
            addInvalidCharacter(path);
            return FAULTY;
        }
        return new JsonValue.Text(text);
    }

    private void addInvalidCharacter(JsonPath path) {
        errors.add(
                path.toString(),
                FieldErrorCode.INVALID_CHARACTER,
                "must not contain NUL or half a surrogate pair");
    }

    private ProblemException malformed(StreamReadException e) {
        String detail = "The body is not well-formed JSON (" + place(e) + ").";
        JsonPath blamed = place();
        return blamed == JsonPath.ROOT
                ? unreadable(detail)
                : new ProblemException(
                        Problem.of(ErrorCode.INVALID_REQUEST, detail)
                                .withErrors(
                                        List.of(
                                                new FieldError(
                                                        blamed.toString(),
                                                        FieldErrorCode.INVALID_FORMAT,
                                                        "is not well-formed JSON"))));
    }

    /// Between members the parser says so in words only.
    private static boolean endsTooSoon(StreamReadException e) {
        return e instanceof UnexpectedEndOfInputException
                || e.getOriginalMessage().contains("end-of-input");
    }

    private static String place(StreamReadException e) {
        return "line %d, column %d"
                .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }

    /// Where the parser stopped. It reads a member's value together with its name, so it may be
    /// within a member that [#members] has not seen yet.
    private JsonPath place() {
        String name = parser.streamReadContext().currentName();
        return parser.streamReadContext().inObject() && name != null ? here.member(name) : here;
    }

    private static ProblemException refused(JsonPath path, FieldErrorCode code, String detail) {
        return new ProblemException(Problem.invalid(path.toString(), code, detail));
    }

    private static ProblemException unreadable(String detail) {
        return new ProblemException(ErrorCode.INVALID_REQUEST, detail);
    }
}
