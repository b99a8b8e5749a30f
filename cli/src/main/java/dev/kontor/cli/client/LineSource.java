package dev.kontor.cli.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// The lines of the input, read ahead a little by a thread of its own, so that whoever takes them
/// can be interrupted although reading cannot.
///
/// Empty lines are left out. Of a line beyond the limit comes as much as the API needs to refuse
/// it.
final class LineSource {

    /// What the API takes in one line.
    static final int MAX_LINE_BYTES = 256 * 1024;

    private static final int READ_AHEAD_LINES = 256;
    private static final Line END = new Line(0, 0, new byte[0], 0);

    private final BlockingQueue<Line> lines = new ArrayBlockingQueue<>(READ_AHEAD_LINES);
    private volatile @Nullable IOException failure;
    private @Nullable Line first;

    LineSource(InputStream in) {
        Thread.ofPlatform().daemon().name("input").start(() -> readAll(in));
    }

    /// The next line, or null at the end. Interrupting loses no line.
    @Nullable Line next() throws InterruptedException, IOException {
        Line line = peek();
        first = line == null ? END : null;
        return line;
    }

    /// Waits for the next line, which stays the next.
    @Nullable Line peek() throws InterruptedException, IOException {
        Line line = first;
        if (line == null) {
            line = lines.take();
            first = line;
        }
        if (line.number() != END.number()) {
            return line;
        }
        IOException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
        return null;
    }

    /// Whether [#next] would have to wait.
    boolean isIdle() {
        return first == null && lines.isEmpty();
    }

    private void readAll(InputStream in) {
        try {
            readLines(new BufferedInputStream(in, 64 * 1024));
        } catch (IOException e) {
            failure = e;
        } catch (InterruptedException e) {
            failure = new IOException("interrupted", e);
        }
        try {
            lines.put(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readLines(InputStream in) throws IOException, InterruptedException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long number = 1;
        long read = 0;
        int next = in.read();
        while (next >= 0) {
            read++;
            if (next == '\n') {
                offer(number++, read, line);
                line.reset();
            } else if (line.size() <= MAX_LINE_BYTES) {
                line.write(next);
            }
            next = in.read();
        }
        offer(number, read, line);
    }

    private void offer(long number, long end, ByteArrayOutputStream line)
            throws InterruptedException {
        byte[] bytes = line.toByteArray();
        if (!isBlank(bytes)) {
            lines.put(new Line(number, end, bytes, 0));
        }
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
