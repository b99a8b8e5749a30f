package dev.kontor.cli.stack;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Folders that can be made again, one for each name and key. Of each name only the newest stays.
final class Cache {

    /// Fills a new folder.
    @FunctionalInterface
    interface Filling {
        void fill(Path folder) throws IOException, InterruptedException;
    }

    private final Path folder;

    Cache(Home home) {
        this.folder = home.cache();
    }

    /// The folder of a name and a key, filled if it was not there; an interrupted filling leaves
    /// nothing that looks finished.
    Path folder(String name, String key, Filling filling) throws IOException, InterruptedException {
        Path wanted = folder.resolve(name + "-" + key);
        if (!Files.isDirectory(wanted)) {
            Files.createDirectories(folder);
            Path unfinished = Files.createTempDirectory(folder, name + "-unfinished-");
            filling.fill(unfinished);
            moveUnlessThere(unfinished, wanted);
        }
        return wanted;
    }

    private static void moveUnlessThere(Path unfinished, Path wanted) throws IOException {
        try {
            Files.move(unfinished, wanted, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(wanted)) {
                throw e;
            }
            delete(unfinished);
        }
    }

    /// Deletes what the name had under other keys. Only for who knows that nothing runs from there.
    void deleteOthers(String name, Path kept) throws IOException {
        try (DirectoryStream<Path> others = Files.newDirectoryStream(folder, name + "-*")) {
            for (Path other : others) {
                if (!other.equals(kept)) {
                    delete(other);
                }
            }
        }
    }

    /// Deletes a folder with all that is in it.
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> tree = Files.walk(folder)) {
            deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
