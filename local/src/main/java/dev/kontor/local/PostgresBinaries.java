package dev.kontor.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// The programs of PostgreSQL, unpacked from the class path.
final class PostgresBinaries {

    private static final int EXECUTABLE_BY_OWNER = 0100;

    private final Path folder;

    /// @param cache the folder to unpack below; each build of PostgreSQL gets its own place there
    PostgresBinaries(Path cache) {
        this.folder = cache.resolve("postgres-" + archiveSize());
    }

    /// Unpacks the programs unless they are there.
    void unpack() throws IOException, InterruptedException {
        Folders.makeOnce(folder, PostgresBinaries::extract);
    }

    /// A command line that runs one of the programs, as somebody who is not root if need be.
    List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>(Unprivileged.prefix());
        command.add(folder.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static void extract(Path target) throws IOException {
        try (InputStream archive = new BufferedInputStream(open());
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZCompressorInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                extract(tar, entry, target.resolve(entry.getName()).normalize());
            }
        }
    }

    private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
            throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        if ((entry.getMode() & EXECUTABLE_BY_OWNER) != 0) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static long archiveSize() {
        try (InputStream archive = open()) {
            return archive.skip(Long.MAX_VALUE);
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL's archive cannot be read", e);
        }
    }

    private static InputStream open() {
        String archive = "/postgres-" + platform() + ".txz";
        InputStream stream = PostgresBinaries.class.getResourceAsStream(archive);
        if (stream == null) {
            throw new IllegalStateException(
                    "this build has no PostgreSQL for this machine (%s); name a server of your own"
                            .formatted(platform()));
        }
        return stream;
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch");
        String name = machine.equals("aarch64") ? "arm_64" : machine.replace("amd64", "x86_64");
        return system + "-" + name;
    }
}
