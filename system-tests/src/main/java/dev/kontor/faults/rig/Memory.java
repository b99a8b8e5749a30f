package dev.kontor.faults.rig;

import dev.kontor.local.services.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a process has of the machine's memory, as Linux tells it.
///
/// @param residentMegabytes now
/// @param peakMegabytes the most since it was started
public record Memory(long residentMegabytes, long peakMegabytes) {
    private static final long KILOBYTES = 1024;

    public static Memory of(Service service) {
        return of(service.server().process().pid());
    }

    private static Memory of(long pid) {
        try {
            List<String> status = Files.readAllLines(Path.of("/proc/" + pid + "/status"));
            return new Memory(megabytes(status, "VmRSS:"), megabytes(status, "VmHWM:"));
        } catch (IOException e) {
            throw new UncheckedIOException("memory is looked at in /proc, which Linux has", e);
        }
    }

    private static long megabytes(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / KILOBYTES)
                .findFirst()
                .orElse(0);
    }
}
