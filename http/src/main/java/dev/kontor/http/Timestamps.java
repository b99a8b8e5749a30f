package dev.kontor.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Pattern;

/// Timestamps on the wire: RFC 3339 in, UTC with exactly six digits of a second out.
public final class Timestamps {
    private static final Pattern RFC_3339 =
            Pattern.compile(
                    "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}"
                            + "(\\.(?<fraction>[0-9]{1,9}))?([Zz]|[+-][0-9]{2}:[0-9]{2})");
    private static final DateTimeFormatter OUT =
            new DateTimeFormatterBuilder()
                    .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
                    .appendFraction(ChronoField.MICRO_OF_SECOND, 6, 6, true)
                    .appendLiteral('Z')
                    .toFormatter(Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private Timestamps() {}

    /// Reads a timestamp of the years 1 to 9999. Digits beyond microseconds must be zeros: we would
    /// have to drop them, and then answer with a time that nobody sent.
    ///
    /// @throws IllegalArgumentException with what it must be, as a sentence without subject
    public static Instant parse(String text) {
        var matcher = RFC_3339.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "must be an RFC 3339 timestamp like 2026-01-31T12:00:00.000000Z");
        }
        String fraction = matcher.group("fraction");
        if (fraction != null && fraction.length() > 6 && !fraction.substring(6).matches("0+")) {
            throw new IllegalArgumentException("must not be more precise than a microsecond");
        }
        try {
            OffsetDateTime time =
                    OffsetDateTime.parse(text.toUpperCase(Locale.ROOT))
                            .withOffsetSameInstant(ZoneOffset.UTC);
            if (time.getYear() < 1 || time.getYear() > 9999) {
                throw new IllegalArgumentException("must be of the years 1 to 9999");
            }
            return time.toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be a date and time that exist", e);
        }
    }

    /// What is finer than a microsecond is cut off; ours never is.
    public static String format(Instant instant) {
        return OUT.format(instant);
    }
}
