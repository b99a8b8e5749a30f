package dev.kontor.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/// How fast a long run is at the moment: over the last minute, since it begins slowly and the
/// machine may have other things to do.
final class Pace {
    private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();

    private final Deque<Mark> marks = new ArrayDeque<>();

    private record Mark(long nanos, long done) {}

    Pace(long nanos, long done) {
        marks.add(new Mark(nanos, done));
    }

    /// @param done how many are done at that time
    /// @param left how many are not
    String at(long nanos, long done, long left) {
        while (marks.size() > 1 && nanos - marks.getFirst().nanos > WINDOW_NANOS) {
            marks.removeFirst();
        }
        Mark since = marks.getFirst();
        marks.add(new Mark(nanos, done));
        double perSecond = (done - since.done) * 1e9 / Math.max(1, nanos - since.nanos);
        String pace = String.format(Locale.ROOT, "%.0f seeds/s", perSecond);
        if (left == 0 || perSecond == 0) {
            return pace;
        }
        Duration rest = Duration.ofSeconds(Math.round(left / perSecond));
        return String.format(
                Locale.ROOT,
                "%s, %d:%02d:%02d left",
                pace,
                rest.toHours(),
                rest.toMinutesPart(),
                rest.toSecondsPart());
    }
}
