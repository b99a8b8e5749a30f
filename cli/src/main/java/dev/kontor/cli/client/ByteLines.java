package dev.kontor.cli.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Lines of text from a stream of bytes, one at a time and none beyond a limit.
final class ByteLines {

    /// The next line without its line break.
    ///
    /// @throws EOFException if there is none
    static String read(InputStream in, int maxBytes) throws IOException {
        byte[] line = new byte[256];
        int length = 0;
        int next = in.read();
        if (next < 0) {
            throw new EOFException("the connection was cut");
        }
        while (next >= 0 && next != '\n') {
            if (length == maxBytes) {
                throw new IOException("the answer has a line of more than " + maxBytes + " bytes");
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, Math.min(maxBytes, 2 * length));
            }
            line[length++] = (byte) next;
            next = in.read();
        }
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, 0, end, StandardCharsets.UTF_8);
    }

    private ByteLines() {}
}
