package dev.kontor.cli.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The head of an HTTP/1.1 answer, and its body without the framing.
///
/// @param headers by their names in lower case
public record HttpAnswer(int status, Map<String, String> headers, InputStream body) {

    private static final int MAX_HEAD_LINE = 64 * 1024;
    private static final int MAX_HEADERS = 200;

    static HttpAnswer readHead(InputStream in) throws IOException {
        String[] statusLine = ByteLines.read(in, MAX_HEAD_LINE).split(" ", 3);
        if (statusLine.length < 2 || !statusLine[0].startsWith("HTTP/1.")) {
            throw new IOException("the answer is not HTTP/1.1");
        }
        Map<String, String> headers = new HashMap<>();
        String line = ByteLines.read(in, MAX_HEAD_LINE);
        while (!line.isEmpty()) {
            int colon = line.indexOf(':');
            if (colon < 1 || headers.size() == MAX_HEADERS) {
                throw new IOException("the answer's head is not HTTP/1.1");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
            line = ByteLines.read(in, MAX_HEAD_LINE);
        }
        return new HttpAnswer(statusOf(statusLine[1]), headers, bodyOf(headers, in));
    }

    private static int statusOf(String text) throws IOException {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IOException("the answer is not HTTP/1.1", e);
        }
    }

    private static InputStream bodyOf(Map<String, String> headers, InputStream in)
            throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return new Framed(in, true, 0);
        }
        String length = headers.get("content-length");
        if (length == null) {
            return in;
        }
        try {
            return new Framed(in, false, Long.parseLong(length));
        } catch (NumberFormatException e) {
            throw new IOException("the answer's length is not a number", e);
        }
    }

    /// Reads to the end of the frame only: of so many bytes, or of chunks until the empty one.
    private static final class Framed extends InputStream {

        private final InputStream in;
        private final boolean chunked;
        private long left;
        private boolean begun;
        private boolean ended;

        Framed(InputStream in, boolean chunked, long length) {
            this.in = in;
            this.chunked = chunked;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            if (!ended && left == 0) {
                nextChunk();
            }
            if (ended) {
                return -1;
            }
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the connection was cut");
            }
            left--;
            return next;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int next = read();
            if (next < 0) {
                return -1;
            }
            into[offset] = (byte) next;
            int more = in.read(into, offset + 1, (int) Math.min(length - 1, left));
            left -= Math.max(0, more);
            return 1 + Math.max(0, more);
        }

        private void nextChunk() throws IOException {
            if (!chunked) {
                ended = true;
                return;
            }
            if (begun) {
                ByteLines.read(in, MAX_HEAD_LINE);
            }
            begun = true;
            String size = ByteLines.read(in, MAX_HEAD_LINE).split(";", 2)[0].strip();
            try {
                left = Long.parseLong(size, 16);
            } catch (NumberFormatException e) {
                throw new IOException("the answer's chunks are not HTTP/1.1", e);
            }
            ended = left == 0;
        }
    }
}
