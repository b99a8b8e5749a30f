package dev.kontor.cli.stack;

import dev.kontor.cli.stack.PartState.Condition;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// Tells in lines what is new since the last look.
final class Changes {

    private final Consumer<String> lines;
    private final long started = System.nanoTime();
    private final Map<Part, PartState> last = new EnumMap<>(Part.class);
    private long supervisor;

    Changes(Consumer<String> lines) {
        this.lines = lines;
    }

    /// What another supervisor wrote is no news.
    void look(StackState state) {
        boolean isSame = supervisor == state.supervisor();
        supervisor = state.supervisor();
        for (Part part : Part.values()) {
            PartState now = state.part(part);
            PartState before = last.put(part, now);
            if (isSame && before != null && before.condition() != now.condition()) {
                tell(part, now);
            }
        }
    }

    private void tell(Part part, PartState now) {
        double seconds = (System.nanoTime() - started) / 1e9;
        String condition = now.condition().name().toLowerCase(Locale.ROOT);
        String trouble =
                now.condition() == Condition.WAITING && now.trouble() != null
                        ? ": " + now.trouble()
                        : "";
        lines.accept(
                String.format(
                        Locale.ROOT,
                        "%6.1f s  %-16s %s%s",
                        seconds,
                        part.partName(),
                        condition,
                        trouble));
    }
}
