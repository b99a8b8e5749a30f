package dev.kontor.cli.stack;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;

/// Chooses a port for each part: the one it had, else the usual one, else any that is free.
final class PortChoice {

    private final IntPredicate isFree;
    private final IntSupplier anyFree;

    PortChoice(IntPredicate isFree, IntSupplier anyFree) {
        this.isFree = isFree;
        this.anyFree = anyFree;
    }

    /// @param before the ports of the last start
    Map<Part, Integer> choose(Map<Part, Integer> before) {
        Map<Part, Integer> chosen = new EnumMap<>(Part.class);
        Set<Integer> used = new HashSet<>();
        for (Part part : Part.values()) {
            int port = choose(before.getOrDefault(part, part.usualPort()), part, used);
            used.add(port);
            chosen.put(part, port);
        }
        return chosen;
    }

    private int choose(int before, Part part, Set<Integer> used) {
        if (isUsable(before, used)) {
            return before;
        }
        if (isUsable(part.usualPort(), used)) {
            return part.usualPort();
        }
        int port = anyFree.getAsInt();
        while (used.contains(port)) {
            port = anyFree.getAsInt();
        }
        return port;
    }

    private boolean isUsable(int port, Set<Integer> used) {
        return !used.contains(port) && isFree.test(port);
    }
}
