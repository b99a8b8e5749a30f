package dev.kontor.faults.rig;

import dev.kontor.simulation.Planting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// What the patches of `system-tests/src/planted` make of the code, compiled once each.
final class Patches implements AutoCloseable {
    private final Path build;
    private final Map<String, Planting> plantings = new HashMap<>();

    /// @param build where Kontor was built
    Patches(Path build) {
        this.build = build;
    }

    /// @param name of a patch
    /// @param classPath to compile against
    /// @return the folder of its classes
    /// @throws IllegalStateException if it does not fit the code
    synchronized Path classes(String name, String classPath) {
        Planting planting = plantings.computeIfAbsent(name, _ -> plant(name, classPath));
        if (!planting.fault().isEmpty()) {
            throw new IllegalStateException(name + ": " + planting.fault());
        }
        return planting.classes();
    }

    private Planting plant(String name, String classPath) {
        Path patch = build.resolve("system-tests/src/planted").resolve(name + ".patch");
        try {
            return Planting.of(build, patch, classPath);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        for (Planting planting : plantings.values()) {
            try {
                planting.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
