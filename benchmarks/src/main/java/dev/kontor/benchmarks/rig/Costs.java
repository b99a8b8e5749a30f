package dev.kontor.benchmarks.rig;

import dev.kontor.benchmarks.report.Result;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// What so many transfers took.
public record Costs(long transfers, CpuTime cpu, Space space) {
    private static final double MILLION = 1e6;

    /// The processes of what is measured, and this one.
    public static Map<String, ProcessHandle> withGenerator(Map<String, ProcessHandle> processes) {
        Map<String, ProcessHandle> all = new LinkedHashMap<>(processes);
        all.put(Result.GENERATOR, ProcessHandle.current());
        return all;
    }

    public Map<String, Double> cpuSecondsPerMillion() {
        return each(cpu.seconds(), seconds -> seconds * MILLION / transfers);
    }

    public Map<String, Double> bytesPerTransfer() {
        return each(space.bytes(), bytes -> bytes.doubleValue() / transfers);
    }

    private <N extends Number> Map<String, Double> each(
            Map<String, N> parts, ToDoubleFunction<N> share) {
        Map<String, Double> shares = new LinkedHashMap<>();
        if (transfers > 0) {
            parts.forEach((name, part) -> shares.put(name, share.applyAsDouble(part)));
        }
        return shares;
    }
}
