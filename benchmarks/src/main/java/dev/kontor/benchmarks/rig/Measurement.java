package dev.kontor.benchmarks.rig;

import dev.kontor.benchmarks.load.Extent;
import dev.kontor.benchmarks.load.Load;
import dev.kontor.benchmarks.load.Openings;
import dev.kontor.benchmarks.load.Outcomes;
import dev.kontor.benchmarks.report.Percentiles;
import dev.kontor.benchmarks.report.Result;
import dev.kontor.local.services.ServiceKind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Measures one Kontor: what a load comes to, and what it costs.
public final class Measurement {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /// There may be ten million.
    private static final Duration OPENING_PATIENCE = Duration.ofHours(2);

    private static final double NANOS = 1e9;

    private final Kontor kontor;
    private final Books books;

    public Measurement(Kontor kontor, Books books) {
        this.kontor = kontor;
        this.books = books;
    }

    /// Makes sure that so many accounts are there.
    public void open(int accounts) throws IOException, InterruptedException {
        int there = Math.toIntExact(books.balance().accounts());
        Openings.open(kontor.bootstrapServers(), there, accounts);
        Books.Balance seen = books.await(accounts, 0, OPENING_PATIENCE);
        if (seen.accounts() < accounts) {
            throw new IllegalStateException("only " + seen.accounts() + " accounts were opened");
        }
    }

    /// Sends a load, waits until the views have all of it, and checks that they do.
    public Result measure(String scenario, Result.Kind kind, Load load, Extent extent)
            throws IOException, InterruptedException {
        Books.Balance before = books.balance();
        Space space = Space.of(kontor);
        Map<String, ProcessHandle> processes = Costs.withGenerator(kontor.processes());
        CpuTime cpu = CpuTime.of(processes);
        long begun = System.nanoTime();
        Outcomes outcomes = load.send(kontor.url(ServiceKind.REQUEST_SERVICE), extent);
        long answered = System.nanoTime();
        long expected = before.entries() + 2 * outcomes.durable();
        Books.Balance after = books.await(before.accounts(), expected, PATIENCE);
        long ended = System.nanoTime();
        Costs costs =
                new Costs(
                        outcomes.durable(),
                        CpuTime.of(processes).since(cpu),
                        Space.of(kontor).since(space));
        return new Result(
                scenario,
                kind,
                before.transfers(),
                outcomes.durable(),
                (ended - begun) / NANOS,
                (ended - answered) / NANOS,
                outcomes.lateCount(),
                Percentiles.of(outcomes.accepted()),
                Percentiles.of(outcomes.settled()),
                costs.cpuSecondsPerMillion(),
                costs.bytesPerTransfer(),
                List.of(),
                faults(outcomes, expected, after));
    }

    /// Why figures do not count.
    static List<String> faults(Outcomes outcomes, long expected, Books.Balance after) {
        List<String> faults = new ArrayList<>();
        outcomes.others()
                .forEach((status, count) ->
                        faults.add("%,d answers were: %s".formatted(count, status)));
        if (outcomes.durable() == 0) {
            faults.add("nothing was taken");
        }
        if (after.entries() != expected) {
            faults.add("%,d entries and not %,d".formatted(after.entries(), expected));
        }
        if (after.sum() != 0) {
            faults.add("all entries sum to " + after.sum());
        }
        if (after.inFlight() != 0) {
            faults.add("still in flight: " + after.inFlight());
        }
        return faults;
    }
}
