package dev.kontor.cli.stack;

import dev.kontor.local.Folders;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Folders that can be made again, one for each name and key. Of each name only the newest stays.
final class Cache {

    private final Path folder;

    Cache(Home home) {
        this.folder = home.cache();
    }

    /// The folder of a name and a key, filled if it was not there; an interrupted filling leaves
    /// nothing that looks finished.
    Path folder(String name, String key, Folders.Filling filling)
            throws IOException, InterruptedException {
        Path wanted = folder.resolve(name + "-" + key);
        Folders.makeOnce(wanted, filling);
        return wanted;
    }

    /// Deletes what the name had under other keys. Only for who knows that nothing runs from there.
    void deleteOthers(String name, Path kept) throws IOException {
        try (DirectoryStream<Path> others = Files.newDirectoryStream(folder, name + "-*")) {
            for (Path other : others) {
                if (!other.equals(kept)) {
                    Folders.delete(other);
                }
            }
        }
    }
}
