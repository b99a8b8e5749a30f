package dev.kontor.benchmarks.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// CPU seconds that processes have used since they began, with all their children: those that live,
/// and those that have ended, whose time their parent keeps.
///
/// @param seconds by name
public record CpuTime(Map<String, Double> seconds) {
    /// What the kernel counts in, on every Linux.
    private static final double TICKS_PER_SECOND = 100;

    /// `utime` among what follows the name of the program; `stime`, `cutime` and `cstime` are next.
    private static final int USER_TIME = 11;

    private static final int OWN = 2;
    private static final int WITH_ENDED_CHILDREN = 4;

    /// Looks at processes now.
    public static CpuTime of(Map<String, ProcessHandle> processes) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        processes.forEach((name, process) -> seconds.put(name, seconds(process)));
        return new CpuTime(seconds);
    }

    /// What was used since an earlier look.
    public CpuTime since(CpuTime earlier) {
        Map<String, Double> used = new LinkedHashMap<>();
        seconds.forEach(
                (name, now) -> used.put(name, now - earlier.seconds().getOrDefault(name, 0.0)));
        return new CpuTime(used);
    }

    /// What is measured are children of this process, and count for themselves.
    private static double seconds(ProcessHandle process) {
        if (process.equals(ProcessHandle.current())) {
            return ticks(process.pid(), OWN) / TICKS_PER_SECOND;
        }
        long ticks =
                Stream.concat(Stream.of(process), process.descendants())
                        .mapToLong(each -> ticks(each.pid(), WITH_ENDED_CHILDREN))
                        .sum();
        return ticks / TICKS_PER_SECOND;
    }

    /// A process that has just ended counts with its parent.
    private static long ticks(long pid, int times) {
        try {
            return ticks(Files.readString(Path.of("/proc", Long.toString(pid), "stat")), times);
        } catch (IOException e) {
            return 0;
        }
    }

    /// @param stat as the kernel tells it; the program's name in it may hold spaces and brackets
    static long ticks(String stat, int times) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ");
        long sum = 0;
        for (int i = USER_TIME; i < USER_TIME + times; i++) {
            sum += Long.parseLong(fields[i]);
        }
        return sum;
    }
}
