package dev.kontor.http.request;

import dev.kontor.http.problem.FieldErrorCode;
import dev.kontor.http.problem.Problem;
import dev.kontor.http.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32C;

/// A place in a list, opaque to clients: what the list was ordered by, at the last row shown.
///
/// The check sum ties it to its list, so one that was cut, mistyped or taken from another list (or
/// the same with other filters) is refused instead of skipping rows. It is no secret and guards
/// nothing: all that a forged cursor can do is start elsewhere in a list its sender may read.
///
/// @param position as many parts as the list's order has, none with a line break
public record Cursor(List<String> position) {
    private static final String SEPARATOR = "\n";
    private static final int LONGEST = 1_000;
    private static final String NOT_OURS = "must be a next_cursor that this list has answered";
    private static final int CHECK_BYTES = Integer.BYTES;

    public Cursor {
        position = List.copyOf(position);
    }

    public static Cursor at(Object... position) {
        return new Cursor(List.of(position).stream().map(Object::toString).toList());
    }

    /// @param list names the list, its filters and its order
    public String encode(String list) {
        byte[] text = String.join(SEPARATOR, position).getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(CHECK_BYTES + text.length);
        bytes.putInt(check(list, text)).put(text);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /// @throws IllegalArgumentException if it was not made by [#encode] for that list
    static Cursor decode(String list, String encoded) {
        if (encoded.length() > LONGEST) {
            throw notOurs();
        }
        ByteBuffer bytes = ByteBuffer.wrap(bytes(encoded));
        if (bytes.remaining() < CHECK_BYTES) {
            throw notOurs();
        }
        int check = bytes.getInt();
        byte[] text = new byte[bytes.remaining()];
        bytes.get(text);
        if (check != check(list, text)) {
            throw notOurs();
        }
        return new Cursor(List.of(new String(text, StandardCharsets.UTF_8).split(SEPARATOR, -1)));
    }

    /// A part of the position.
    ///
    /// @throws ProblemException (400) if a forged cursor has no such part
    public String text(int index) {
        if (index >= position.size()) {
            throw refused();
        }
        return position.get(index);
    }

    /// A part of the position that is a number.
    ///
    /// @throws ProblemException (400) if a forged cursor has none there
    public long number(int index) {
        try {
            return Long.parseLong(text(index));
        } catch (NumberFormatException e) {
            throw refused();
        }
    }

    private static byte[] bytes(String encoded) {
        try {
            return Base64.getUrlDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            throw notOurs();
        }
    }

    private static int check(String list, byte[] text) {
        var crc = new CRC32C();
        crc.update(list.getBytes(StandardCharsets.UTF_8));
        crc.update(0);
        crc.update(text);
        return (int) crc.getValue();
    }

    private static IllegalArgumentException notOurs() {
        return new IllegalArgumentException(NOT_OURS);
    }

    private static ProblemException refused() {
        return new ProblemException(
                Problem.invalid(QueryParameters.CURSOR, FieldErrorCode.INVALID_FORMAT, NOT_OURS));
    }
}
