package dev.kontor.cli.console;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/// A line at the bottom of a terminal that says how far something is. Where there is no terminal it
/// writes nothing.
public final class Progress {

    private static final int WIDTH = 30;
    private static final long MIN_INTERVAL_NANOS = Duration.ofMillis(100).toNanos();

    private final PrintWriter terminal;
    private final boolean shown;
    private final long started = System.nanoTime();
    private long lastShown = started - MIN_INTERVAL_NANOS;
    private int lastLength;

    /// @param shown whether `terminal` really is one
    public Progress(PrintWriter terminal, boolean shown) {
        this.terminal = terminal;
        this.shown = shown;
    }

    /// Whether standard error is a terminal, which the launcher knows.
    public static boolean onTerminal() {
        return Boolean.getBoolean("kontor.terminal");
    }

    /// Whether somebody sits at a terminal who can be asked, which the launcher knows too.
    public static boolean canAsk() {
        return Boolean.getBoolean("kontor.interactive");
    }

    /// @param lines    done so far
    /// @param fraction between 0 and 1; negative where the whole is not known
    public void update(long lines, double fraction) {
        long now = System.nanoTime();
        if (!shown || now - lastShown < MIN_INTERVAL_NANOS) {
            return;
        }
        lastShown = now;
        long rate = Math.round(lines / ((now - started) / 1e9));
        draw(String.format(Locale.ROOT, "%s%,d lines, %,d/s", bar(fraction), lines, rate));
    }

    /// Removes the line.
    public void clear() {
        if (shown && lastLength > 0) {
            draw("");
            terminal.print("\r");
            terminal.flush();
        }
    }

    private void draw(String text) {
        terminal.print("\r" + text + " ".repeat(Math.max(0, lastLength - text.length())));
        terminal.flush();
        lastLength = text.length();
    }

    private static String bar(double fraction) {
        if (fraction < 0) {
            return "";
        }
        int full = (int) Math.round(Math.min(1, fraction) * WIDTH);
        return String.format(
                Locale.ROOT,
                "[%s%s] %3.0f %%  ",
                "#".repeat(full),
                "-".repeat(WIDTH - full),
                fraction * 100);
    }
}
