package dev.kontor.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads what an answer says of its transfer, and nothing else of it.
final class Status {
    static final String RECEIVED = "received";
    static final String POSTED = "posted";

    private static final byte[] FIELD = "\"status\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RECEIVED_BYTES = RECEIVED.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] POSTED_BYTES = POSTED.getBytes(StandardCharsets.US_ASCII);
    private static final String NONE = "no status";

    /// The first status in some JSON.
    static String in(byte[] json, int from, int to) {
        int field = find(json, from, to);
        if (field < 0) {
            return NONE;
        }
        int end = field;
        while (end < to && json[end] != '"') {
            end++;
        }
        if (Arrays.equals(json, field, end, POSTED_BYTES, 0, POSTED_BYTES.length)) {
            return POSTED;
        }
        if (Arrays.equals(json, field, end, RECEIVED_BYTES, 0, RECEIVED_BYTES.length)) {
            return RECEIVED;
        }
        return new String(json, field, end - field, StandardCharsets.UTF_8);
    }

    private static int find(byte[] json, int from, int to) {
        for (int at = from; at <= to - FIELD.length; at++) {
            if (json[at] == FIELD[0]
                    && Arrays.equals(json, at, at + FIELD.length, FIELD, 0, FIELD.length)) {
                return at + FIELD.length;
            }
        }
        return -1;
    }

    private Status() {}
}
