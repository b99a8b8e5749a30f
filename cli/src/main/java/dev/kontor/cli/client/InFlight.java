package dev.kontor.cli.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The lines that were sent on a connection and not answered yet, in order.
final class InFlight {

    /// Enough to keep the server's largest batches full, little enough to hold in memory.
    private static final int MAX_LINES = 20_000;

    private static final long MAX_BYTES = 16L * 1024 * 1024;

    private final Deque<Line> lines = new ArrayDeque<>();
    private long bytes;

    /// Waits until there is room for one more.
    synchronized void awaitRoom() throws InterruptedException {
        while (lines.size() >= MAX_LINES || bytes >= MAX_BYTES) {
            wait();
        }
    }

    synchronized void add(Line line) {
        lines.add(line);
        bytes += line.bytes().length;
    }

    /// Takes the line that is answered now: answers come in order.
    synchronized @Nullable Line answered() {
        Line line = lines.poll();
        if (line != null) {
            bytes -= line.bytes().length;
            notifyAll();
        }
        return line;
    }

    synchronized boolean isEmpty() {
        return lines.isEmpty();
    }

    /// Takes all that are left.
    synchronized List<Line> drain() {
        List<Line> left = new ArrayList<>(lines);
        lines.clear();
        bytes = 0;
        notifyAll();
        return left;
    }
}
