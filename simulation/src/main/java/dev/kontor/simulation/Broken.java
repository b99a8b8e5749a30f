package dev.kontor.simulation;

import java.util.function.Supplier;

/// Something that must hold does not. No exception, so that nobody catches it on its way.
final class Broken extends Error {
    private static final long serialVersionUID = 1L;

    Broken(String what) {
        super(what);
    }

    /// @param what is not made unless it is needed
    static void unless(boolean holds, Supplier<String> what) {
        if (!holds) {
            throw new Broken(what.get());
        }
    }
}
