package dev.kontor.processing.rebuild;

import java.util.Locale;

/// How far a rebuild is: told while it applies the log, and at its end.
final class Progress implements Runnable {
    private final Console console;
    private final Replaying replaying;
    private final long startedAt = System.nanoTime();
    private long total;

    Progress(Console console, Replaying replaying) {
        this.console = console;
        this.replaying = replaying;
    }

    /// @param missing how many records are still to be applied, as far as is known now
    void towards(long missing) {
        total = replaying.applied() + missing;
    }

    @Override
    public void run() {
        console.progress(replaying.applied(), total, System.nanoTime() - startedAt);
    }

    void end() {
        long nanos = System.nanoTime() - startedAt;
        long applied = replaying.applied();
        console.say(
                String.format(
                        Locale.ROOT,
                        "Applied %,d records in %,.1f s, %,d/s.",
                        applied,
                        nanos / 1e9,
                        Console.rate(applied, nanos)));
    }
}
