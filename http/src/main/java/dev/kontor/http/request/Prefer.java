package dev.kontor.http.request;

import dev.kontor.http.problem.FieldErrorCode;
import dev.kontor.http.problem.Problem;
import dev.kontor.http.problem.ProblemException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The header `Prefer` (RFC 7240). Controllers take it as an argument.
///
/// Preferences that we do not know are ignored, and of one given twice the first counts, as the RFC
/// has it. A `wait` or `return` that we cannot honour is refused (400) although the RFC would let
/// us ignore it: who asks to wait for 60 s would otherwise take our silence after two for an
/// answer.
///
/// @param explicitWait how long to wait for the outcome; empty: not said
/// @param respondAsync not to wait, unless `wait` is given too: then only that long
/// @param minimal to leave out what went well
public record Prefer(Optional<Duration> explicitWait, boolean respondAsync, boolean minimal) {
    /// The header's name.
    public static final String HEADER = "Prefer";

    private static final int MAX_WAIT_SECONDS = 30;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    /// How long to wait for the outcome.
    ///
    /// @param unlessSaid if the client does not care
    public Duration waitTime(Duration unlessSaid) {
        return explicitWait.orElse(respondAsync ? Duration.ZERO : unlessSaid);
    }

    /// @param headers all headers of that name
    /// @throws ProblemException (400) if `wait` or `return` is malformed or out of range
    public static Prefer parse(List<String> headers) {
        Map<String, String> preferences = preferences(headers);
        return new Prefer(
                Optional.ofNullable(preferences.get("wait")).map(Prefer::seconds),
                preferences.containsKey("respond-async"),
                minimal(preferences.getOrDefault("return", "representation")));
    }

    private static Map<String, String> preferences(List<String> headers) {
        Map<String, String> preferences = new LinkedHashMap<>();
        for (String preference : String.join(",", headers).split(",", -1)) {
            String withoutParameters = preference.split(";", 2)[0];
            String[] pair = withoutParameters.split("=", 2);
            String value = pair.length == 1 ? "" : unquoted(pair[1].strip());
            preferences.putIfAbsent(pair[0].strip().toLowerCase(Locale.ROOT), value);
        }
        return preferences;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static Duration seconds(String text) {
        if (!SECONDS.matcher(text).matches()) {
            throw refused(FieldErrorCode.INVALID_FORMAT, "wait must be whole seconds");
        }
        int seconds = Integer.parseInt(text);
        if (seconds > MAX_WAIT_SECONDS) {
            throw refused(FieldErrorCode.OUT_OF_RANGE, "wait must be between 0 and 30");
        }
        return Duration.ofSeconds(seconds);
    }

    private static boolean minimal(String text) {
        return switch (text) {
            case "minimal" -> true;
            case "representation" -> false;
            default ->
                    throw refused(
                            FieldErrorCode.INVALID_FORMAT,
                            "return must be minimal or representation");
        };
    }

    private static ProblemException refused(FieldErrorCode code, String detail) {
        return new ProblemException(Problem.invalid(HEADER, code, detail));
    }
}
