package dev.kontor.cli.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The folder `.kontor`: all that Kontor keeps on one machine.
///
/// @param folder absolute
public record Home(Path folder) {

    /// The same folder whichever way it is named, since processes are recognised by it.
    public static Home at(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        try {
            return new Home(Files.exists(absolute) ? absolute.toRealPath() : absolute);
        } catch (IOException e) {
            return new Home(absolute);
        }
    }

    Path kafka() {
        return folder.resolve("kafka");
    }

    Path postgres() {
        return folder.resolve("postgres");
    }

    /// Is there once a state has been built from the log; it goes with that state.
    Path builtFromLog() {
        return postgres().resolve("built-from-log");
    }

    /// What would be missed, and what tells of it.
    List<Path> data() {
        return List.of(kafka(), postgres(), folder.resolve("logs"), state());
    }

    /// What can be made again: unpacked programs, start-up caches.
    Path cache() {
        return folder.resolve("cache");
    }

    Path state() {
        return folder.resolve("state.json");
    }

    Path lock() {
        return folder.resolve("lock");
    }

    public Path log(Part part) {
        return logOf(part.partName());
    }

    public Path supervisorLog() {
        return logOf("supervisor");
    }

    private Path logOf(String name) {
        return folder.resolve("logs").resolve(name + ".log");
    }
}
