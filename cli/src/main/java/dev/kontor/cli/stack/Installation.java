package dev.kontor.cli.stack;

import dev.kontor.cli.console.Failure;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the build made: the services' jars and the broker's libraries.
///
/// @param root the folder of the sources
public record Installation(Path root) {

    /// The launcher says where it stands.
    public static Installation here() {
        return new Installation(Path.of(System.getProperty("kontor.root", ".")).toAbsolutePath());
    }

    /// The runnable jar of a service.
    Path jar(Part service) {
        String name = service.partName();
        Path jar = root.resolve(name).resolve("target").resolve(name + "-exec.jar");
        if (!Files.exists(jar)) {
            throw new Failure(
                    "%s is missing. Run `mvn -DskipTests package` in %s.".formatted(jar, root));
        }
        return jar;
    }

    /// The folder of the broker's jars.
    Path kafkaLibraries() {
        return root.resolve("local").resolve("target").resolve("kafka");
    }

    /// The runnable jar of this command; its libraries are in `lib` beside it.
    Path ownJar() {
        Path code =
                Path.of(
                        Installation.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath());
        if (Files.isRegularFile(code)) {
            return code;
        }
        throw new Failure("Start it as `./kontor`: this runs from classes that are not packaged.");
    }
}
