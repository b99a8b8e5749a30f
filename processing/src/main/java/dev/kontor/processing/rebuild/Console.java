package dev.kontor.processing.rebuild;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// What an operator sees: sentences, and below them how far it is. On a terminal that is one line
/// which renews itself, else a line now and then.
final class Console {
    private static final long RENEWED_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long SAID_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final PrintStream out;
    private final boolean isTerminal;
    private long nextAt = System.nanoTime();
    private int shown;

    Console(PrintStream out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    void say(String line) {
        clear();
        out.println(line);
        out.flush();
    }

    /// @param done records
    /// @param nanos that it took
    void progress(long done, long total, long nanos) {
        long now = System.nanoTime();
        if (now - nextAt < 0) {
            return;
        }
        nextAt = now + (isTerminal ? RENEWED_NANOS : SAID_NANOS);
        String line = line(done, total, nanos);
        if (isTerminal) {
            out.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
            out.flush();
            shown = line.length();
        } else {
            out.println(line);
        }
    }

    static String line(long done, long total, long nanos) {
        return String.format(
                Locale.ROOT,
                "  %,d of %,d records, %,d/s, %s left",
                done,
                total,
                rate(done, nanos),
                left(done, total, nanos));
    }

    static long rate(long done, long nanos) {
        return nanos <= 0 ? 0 : Math.round(done / (nanos / 1e9));
    }

    private static String left(long done, long total, long nanos) {
        if (done == 0) {
            return "?";
        }
        long seconds = Math.round((total - done) * (nanos / 1e9) / done);
        return seconds < 120
                ? seconds + " s"
                : seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
    }

    private void clear() {
        if (shown > 0) {
            out.print("\r" + " ".repeat(shown) + "\r");
            shown = 0;
        }
    }
}
