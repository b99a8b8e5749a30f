package dev.kontor.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The answer to a bulk, read in blocks, line by line.
final class BulkAnswers {
    private static final byte[] SUMMARY = "{\"summary\"".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_LINE = 1024 * 1024;

    private final InputStream in;
    private byte[] block = new byte[64 * 1024];
    private int from;
    private int to;

    BulkAnswers(InputStream in) {
        this.in = in;
    }

    /// The status that the next line tells, or an empty text at the summary.
    ///
    /// @throws EOFException if the answer ends without one
    String next() throws IOException {
        int end = lineEnd();
        String status = isSummary(end) ? "" : Status.in(block, from, end);
        from = end + 1;
        return status;
    }

    private boolean isSummary(int end) {
        return end - from >= SUMMARY.length
                && Arrays.equals(block, from, from + SUMMARY.length, SUMMARY, 0, SUMMARY.length);
    }

    private int lineEnd() throws IOException {
        int at = from;
        while (true) {
            for (; at < to; at++) {
                if (block[at] == '\n') {
                    return at;
                }
            }
            at -= from;
            fill();
            at += from;
        }
    }

    private void fill() throws IOException {
        if (to - from > LONGEST_LINE) {
            throw new IOException("an answer of more than " + LONGEST_LINE + " bytes");
        }
        byte[] roomy = to - from > block.length / 2 ? new byte[2 * block.length] : block;
        System.arraycopy(block, from, roomy, 0, to - from);
        to -= from;
        from = 0;
        block = roomy;
        int more = in.read(block, to, block.length - to);
        if (more < 0) {
            throw new EOFException("the bulk was cut");
        }
        to += more;
    }
}
