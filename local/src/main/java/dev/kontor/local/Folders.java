package dev.kontor.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Folders that are there whole or not at all.
public final class Folders {

    /// Fills a new folder.
    @FunctionalInterface
    public interface Filling {
        void fill(Path folder) throws IOException, InterruptedException;
    }

    /// Makes a folder unless it is there: filled beside its place and then moved, so an interrupted
    /// attempt leaves nothing that looks finished. Of several processes one does it, the others
    /// wait.
    public static synchronized void makeOnce(Path folder, Filling filling)
            throws IOException, InterruptedException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(folder.getParent());
        Path lockFile = folder.resolveSibling(folder.getFileName() + ".lock");
        try (FileChannel channel =
                        FileChannel.open(
                                lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!lock.isValid() || Files.isDirectory(folder)) {
                return;
            }
            Path unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
            delete(unfinished);
            Files.createDirectory(unfinished);
            filling.fill(unfinished);
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /// Deletes a folder with all that is in it; nothing happens if there is none.
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> tree = Files.walk(folder)) {
            deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }

    private Folders() {}
}
