package dev.kontor.benchmarks.baseline;

import dev.kontor.benchmarks.load.Ids;
import dev.kontor.benchmarks.load.Latencies;
import dev.kontor.benchmarks.load.Shape;
import dev.kontor.benchmarks.load.Transfers;
import dev.kontor.benchmarks.report.Percentiles;
import dev.kontor.benchmarks.report.Result;
import dev.kontor.benchmarks.rig.Costs;
import dev.kontor.benchmarks.rig.CpuTime;
import dev.kontor.benchmarks.rig.Databases;
import dev.kontor.benchmarks.rig.Space;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Measures the baselines, each with the number of connections that does it best.
///
/// @param server the process of PostgreSQL
/// @param connections that are tried
/// @param trial how long each number is tried
/// @param time how long the best one is measured
public record Baselines(
        Databases databases,
        ProcessHandle server,
        List<Integer> connections,
        Duration trial,
        Duration time) {
    private static final double NANOS = 1e9;
    private static final int BATCH = 500;
    private static final List<Baseline> ALL =
            List.of(new OneByOne(), new InBatches(BATCH), new TwoDatabases());

    /// What PostgreSQL has to be told for them.
    public static final Map<String, String> SETTINGS = Map.of("max_prepared_transactions", "100");

    /// What was done in some time.
    private record Done(long transfers, double seconds, Latencies latencies) {}

    /// Each of them between the same accounts.
    public List<Result> measure(Shape shape) throws SQLException, InterruptedException {
        List<Result> results = new ArrayList<>();
        for (Baseline baseline : ALL) {
            results.add(measure(baseline, shape));
        }
        return results;
    }

    private Result measure(Baseline baseline, Shape shape)
            throws SQLException, InterruptedException {
        List<String> names = baseline.databases();
        Ledger.create(databases, names, shape.accounts());
        long before = 0;
        int best = 0;
        double highest = 0;
        for (int count : connections) {
            Done tried = run(baseline, shape, count, trial);
            before += tried.transfers();
            if (tried.transfers() / tried.seconds() > highest) {
                highest = tried.transfers() / tried.seconds();
                best = count;
            }
        }
        Space space = Space.of(databases, names);
        Map<String, ProcessHandle> processes = Costs.withGenerator(Map.of("postgres", server));
        CpuTime cpu = CpuTime.of(processes);
        Done done = run(baseline, shape, Math.max(1, best), time);
        Costs costs =
                new Costs(
                        done.transfers(),
                        CpuTime.of(processes).since(cpu),
                        Space.of(databases, names).since(space));
        Percentiles latency = Percentiles.of(done.latencies());
        return new Result(
                "%s (%d connections)".formatted(baseline.scenario(), best),
                Result.Kind.REFERENCE,
                before,
                done.transfers(),
                done.seconds(),
                0,
                0,
                latency,
                latency,
                costs.cpuSecondsPerMillion(),
                costs.bytesPerTransfer(),
                baseline.lacks(),
                Ledger.faults(databases, names, before + done.transfers()));
    }

    private Done run(Baseline baseline, Shape shape, int count, Duration length)
            throws InterruptedException {
        Latencies latencies = new Latencies();
        long begun = System.nanoTime();
        long end = begun + length.toNanos();
        long transfers = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
            List<Future<Long>> workers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Transfers own = new Transfers(shape, Ids.V7);
                workers.add(threads.submit(() -> work(baseline, own, end, latencies)));
            }
            for (Future<Long> worker : workers) {
                transfers += worker.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(baseline.scenario() + " has failed", e.getCause());
        }
        return new Done(transfers, (System.nanoTime() - begun) / NANOS, latencies);
    }

    private long work(Baseline baseline, Transfers transfers, long end, Latencies latencies)
            throws SQLException {
        long moved = 0;
        try (Baseline.Worker worker = baseline.worker(databases, transfers)) {
            long now = System.nanoTime();
            while (now < end) {
                long begun = now;
                int count = worker.move();
                now = System.nanoTime();
                for (int i = 0; i < count; i++) {
                    latencies.record(begun, now);
                }
                moved += count;
            }
        }
        return moved;
    }
}
