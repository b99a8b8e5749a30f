package dev.kontor.cli.stack;

import dev.kontor.cli.console.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
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
        Path target = root.resolve(service.partName()).resolve("target");
        if (Files.isDirectory(target)) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "*-exec.jar")) {
                for (Path jar : jars) {
                    return jar;
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + target, e);
            }
        }
        throw new Failure(
                "There is no jar of "
                        + service.partName()
                        + " in "
                        + target
                        + ". Run `mvn -DskipTests package` in "
                        + root
                        + ".");
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
