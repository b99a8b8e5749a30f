package dev.kontor.cli.stack;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the supervisor last wrote about itself and what it looks after.
///
/// @param supervisor process id; 0 before the first start
/// @param startedAt  when that process started, by the machine's clock
/// @param failure    why it could not start, for people
/// @param ports      by the names of the parts, kept from one start to the next
/// @param parts      by their names
public record StackState(
        long supervisor,
        Instant startedAt,
        Phase phase,
        @Nullable String failure,
        Map<String, Integer> ports,
        Map<String, PartState> parts) {

    /// Where the whole is.
    public enum Phase {
        STARTING,
        READY,
        STOPPING,
        STOPPED,
        FAILED
    }

    static final StackState NEW =
            new StackState(0, Instant.EPOCH, Phase.STOPPED, null, Map.of(), Map.of());

    public StackState {
        ports = Map.copyOf(ports);
        parts = Map.copyOf(parts);
    }

    StackState startedBy(ProcessHandle process) {
        Instant started = process.info().startInstant().orElseGet(Instant::now);
        return new StackState(process.pid(), started, Phase.STARTING, null, ports, Map.of());
    }

    StackState in(Phase next) {
        return new StackState(supervisor, startedAt, next, failure, ports, parts);
    }

    StackState failed(String reason) {
        return new StackState(supervisor, startedAt, Phase.FAILED, reason, ports, parts);
    }

    StackState with(Map<Part, Integer> chosen) {
        Map<String, Integer> named = new HashMap<>();
        chosen.forEach((part, port) -> named.put(part.partName(), port));
        return new StackState(supervisor, startedAt, phase, failure, named, parts);
    }

    StackState with(Part part, PartState state) {
        Map<String, PartState> changed = new HashMap<>(parts);
        changed.put(part.partName(), state);
        return new StackState(supervisor, startedAt, phase, failure, ports, changed);
    }

    /// The port of each part; those never chosen are the usual ones.
    Map<Part, Integer> portsByPart() {
        Map<Part, Integer> byPart = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            byPart.put(part, port(part));
        }
        return byPart;
    }

    public int port(Part part) {
        return ports.getOrDefault(part.partName(), part.usualPort());
    }

    public PartState part(Part part) {
        return parts.getOrDefault(part.partName(), PartState.NEVER_STARTED);
    }
}
