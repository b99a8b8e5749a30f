package dev.kontor.cli.stack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// A log file, read from somewhere near its end to its end, and on as it grows.
public final class LogText {

    private static final int MAX_TAIL_BYTES = 64 * 1024;

    private final Path file;
    private long position;

    private LogText(Path file, long position) {
        this.file = file;
        this.position = position;
    }

    /// The last lines of a file; none if there is no file.
    public static List<String> tail(Path file, int lines) {
        try {
            List<String> all =
                    read(file, Math.max(0, size(file) - MAX_TAIL_BYTES)).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            return List.of();
        }
    }

    /// From what is there now on.
    public static LogText fromEnd(Path file) {
        try {
            return new LogText(file, size(file));
        } catch (IOException e) {
            return new LogText(file, 0);
        }
    }

    /// Whole lines that came since the last time. A file that got shorter was begun anew.
    public void more(Consumer<String> lines) {
        try {
            long size = size(file);
            position = size < position ? 0 : position;
            if (size > position) {
                String text = read(file, position);
                String whole = text.substring(0, text.lastIndexOf('\n') + 1);
                position += whole.getBytes(StandardCharsets.UTF_8).length;
                whole.lines().forEach(lines);
            }
        } catch (IOException e) {
            // It is not there at the moment: the next time it may be.
        }
    }

    private static String read(Path file, long from) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(from);
            long length = Math.min(in.length() - from, MAX_TAIL_BYTES);
            byte[] bytes = new byte[(int) Math.max(0, length)];
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }
}
