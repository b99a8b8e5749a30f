package dev.kontor.request.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Cuts a stream into lines, each bounded, whatever the stream's length.
///
/// A time-out of the stream leaves it where it was: the next call goes on.
final class LineReader {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final InputStream in;
    private final int longest;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private int from;
    private int to;
    private long number;
    private boolean tooLong;

    /// @param number from 1, blank lines counted too
    /// @param tooLong whether it had more bytes than allowed; then they are not there
    record Line(long number, byte[] bytes, boolean tooLong) {
        boolean isBlank() {
            if (tooLong) {
                return false;
            }
            for (byte b : bytes) {
                if (b != ' ' && b != '\t' && b != '\r') {
                    return false;
                }
            }
            return true;
        }
    }

    LineReader(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /// The next line without its end, be that missing at the end of the stream; nothing after the
    /// last one.
    Optional<Line> next() throws IOException {
        while (true) {
            int end = endOfLine();
            if (end < to) {
                take(end);
                from = end + 1;
                return Optional.of(line());
            }
            take(to);
            from = 0;
            to = 0;
            int read = in.read(buffer);
            if (read < 0) {
                return begun.size() > 0 || tooLong ? Optional.of(line()) : Optional.empty();
            }
            to = read;
        }
    }

    private int endOfLine() {
        int end = from;
        while (end < to && buffer[end] != '\n') {
            end++;
        }
        return end;
    }

    private void take(int end) {
        if (begun.size() + end - from > longest) {
            tooLong = true;
            begun.reset();
        }
        if (!tooLong) {
            begun.write(buffer, from, end - from);
        }
    }

    private Line line() {
        Line line = new Line(++number, begun.toByteArray(), tooLong);
        begun.reset();
        tooLong = false;
        return line;
    }
}
