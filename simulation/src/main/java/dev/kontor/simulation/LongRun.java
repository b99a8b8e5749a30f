package dev.kontor.simulation;

import dev.kontor.simulation.Seeds.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A run of as many seeds as one wants: keeps how far it got, and tells of it now and then.
final class LongRun implements Predicate<Outcome> {
    private static final long KEEP_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long TELL_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final long from;
    private final long to;
    private final boolean untilFailure;
    private final SeedProgress progress;
    private final Path file;
    private final PrintWriter out;
    private final Pace pace;
    private long keepAt = System.nanoTime();
    private long tellAt = System.nanoTime() + TELL_NANOS;

    /// @param file where it is kept; of no name: nowhere
    LongRun(long from, long to, boolean untilFailure, Path file, PrintWriter out)
            throws IOException {
        this.from = from;
        this.to = to;
        this.untilFailure = untilFailure;
        this.progress =
                file.toString().isEmpty() ? new SeedProgress(from) : SeedProgress.read(file, from);
        this.file = file;
        this.out = out;
        this.pace = new Pace(System.nanoTime(), progress.next());
    }

    /// Goes on to the end, or to the first seed that fails if that is all that is wanted.
    SeedProgress finish(int threads) {
        progress.failures().forEach(this::tellFailure);
        try (Seeds seeds = new Seeds(threads)) {
            seeds.run(progress.next(), to, this);
        }
        keep();
        tell(System.nanoTime());
        return progress;
    }

    @Override
    public boolean test(Outcome outcome) {
        progress.add(outcome);
        if (outcome instanceof Outcome.Failed(long seed, String what)) {
            tellFailure(seed, what);
        }
        long now = System.nanoTime();
        if (now - keepAt >= 0) {
            keep();
            keepAt = now + KEEP_NANOS;
        }
        if (now - tellAt >= 0) {
            tell(now);
            tellAt = now + TELL_NANOS;
        }
        return !untilFailure || progress.failures().isEmpty();
    }

    private void keep() {
        try {
            progress.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException("how far it got cannot be kept", e);
        }
    }

    private void tell(long now) {
        out.printf(
                "%d..%d of %d..%d done, %d failed, %s%n",
                from,
                progress.next() - 1,
                from,
                to,
                progress.failures().size(),
                pace.at(now, progress.next(), to + 1 - progress.next()));
        out.flush();
    }

    private void tellFailure(long seed, String what) {
        out.println("seed " + seed + " failed: " + what);
        out.flush();
    }
}
