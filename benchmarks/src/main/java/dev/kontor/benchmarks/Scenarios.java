package dev.kontor.benchmarks;

import dev.kontor.benchmarks.load.Extent;
import dev.kontor.benchmarks.load.Ids;
import dev.kontor.benchmarks.load.Lane;
import dev.kontor.benchmarks.load.Load;
import dev.kontor.benchmarks.load.Pace;
import dev.kontor.benchmarks.load.RateSearch;
import dev.kontor.benchmarks.load.Shape;
import dev.kontor.benchmarks.report.Result;
import dev.kontor.benchmarks.rig.Measurement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// All that is measured of Kontor, in an order in which the history grows.
final class Scenarios {
    /// Beside a closed loop, whose clients wait for the outcome, so many a second are sent to see
    /// when they are durable.
    private static final double PROBES = 100;

    private static final double EASY_RATE = 200;
    private static final double HIGHEST_P99_MILLIS = 250;
    private static final int SEARCH_STEPS = 3;
    private static final List<Double> SHARES = List.of(0.25, 0.5, 0.75, 0.9);

    private final Measurement measurement;
    private final Profile profile;
    private final Set<Part> parts;
    private final Consumer<Result> results;

    /// @param results is told each as soon as it is there
    Scenarios(Measurement measurement, Profile profile, Set<Part> parts, Consumer<Result> results) {
        this.measurement = measurement;
        this.profile = profile;
        this.parts = Set.copyOf(parts);
        this.results = results;
    }

    void measureAll() throws IOException, InterruptedException {
        measurement.open(profile.accounts());
        Shape uniform = new Shape.Uniform(profile.accounts());
        measurement.measure(
                "warm-up", Result.Kind.ROW, closed(uniform, Ids.V7), Extent.of(profile.warmUp()));
        double highest = bulk("uniform", uniform, Ids.V7).perSecond();
        if (parts.contains(Part.OPEN_LOOP)) {
            for (double share : SHARES) {
                open(uniform, highest * share);
            }
        }
        if (parts.contains(Part.SHAPES)) {
            int accounts = profile.accounts();
            bulk("Zipf 1.0", new Shape.Zipf(accounts), Ids.V7);
            bulk("one account in every one", new Shape.HotAccount(accounts, 1), Ids.V7);
            bulk("one account in half of them", new Shape.HotAccount(accounts, 0.5), Ids.V7);
            bulk("uniform, UUIDv4", uniform, Ids.V4);
        }
        if (parts.contains(Part.SINGLES)) {
            singles(uniform);
        }
        if (parts.contains(Part.GROWTH)) {
            history(uniform);
            measurement.open(profile.manyAccounts());
            bulk("uniform", new Shape.Uniform(profile.manyAccounts()), Ids.V7);
        }
    }

    private Result bulk(String what, Shape shape, Ids ids)
            throws IOException, InterruptedException {
        String scenario = "bulk, %s, %,d accounts".formatted(what, shape.accounts());
        return tell(
                measurement.measure(scenario, Result.Kind.ROW, closed(shape, ids), sustained()));
    }

    private void open(Shape shape, double perSecond) throws IOException, InterruptedException {
        String scenario = "bulk, uniform, open loop at %,.0f/s".formatted(perSecond);
        double each = Math.max(1, perSecond / profile.lanes());
        List<Lane> lanes =
                IntStream.range(0, profile.lanes())
                        .mapToObj(i -> new Lane(told(i), new Pace.Open(each)))
                        .toList();
        Load load = new Load(Load.Door.BULK, lanes, shape, Ids.V7);
        tell(measurement.measure(scenario, Result.Kind.LATENCY, load, sustained()));
    }

    private static Lane.Told told(int lane) {
        return lane % 2 == 0 ? Lane.Told.SETTLED : Lane.Told.ACCEPTED;
    }

    private Load closed(Shape shape, Ids ids) {
        List<Lane> lanes = new ArrayList<>();
        for (int i = 0; i < profile.lanes(); i++) {
            lanes.add(new Lane(Lane.Told.SETTLED, new Pace.Closed(profile.inFlight())));
        }
        lanes.add(new Lane(Lane.Told.ACCEPTED, new Pace.Open(PROBES)));
        return new Load(Load.Door.BULK, lanes, shape, ids);
    }

    private void singles(Shape shape) throws IOException, InterruptedException {
        single("single, waiting for the outcome", Lane.Told.SETTLED, shape, EASY_RATE);
        single("single, waiting until durable", Lane.Told.ACCEPTED, shape, EASY_RATE);
        double highest =
                new RateSearch(EASY_RATE, SEARCH_STEPS).highest(rate -> isHeld(shape, rate));
        if (highest > 0) {
            single("single, highest rate with p99 ≤ 250 ms", Lane.Told.SETTLED, shape, highest);
        }
    }

    private void single(String what, Lane.Told told, Shape shape, double perSecond)
            throws IOException, InterruptedException {
        String scenario = "%s, %,.0f/s".formatted(what, perSecond);
        Load load = single(told, shape, perSecond);
        tell(measurement.measure(scenario, Result.Kind.ROW, load, sustained()));
    }

    private static Load single(Lane.Told told, Shape shape, double perSecond) {
        List<Lane> lanes = List.of(new Lane(told, new Pace.Open(perSecond)));
        return new Load(Load.Door.SINGLE, lanes, shape, Ids.V7);
    }

    private boolean isHeld(Shape shape, double perSecond) throws IOException, InterruptedException {
        Load load = single(Lane.Told.SETTLED, shape, perSecond);
        Result tried =
                measurement.measure("trial", Result.Kind.ROW, load, Extent.of(profile.trial()));
        return tried.faults().isEmpty() && tried.settled().p99() <= HIGHEST_P99_MILLIS;
    }

    /// What each part costs, the last of them on top of all others.
    private void history(Shape shape) throws IOException, InterruptedException {
        long step = Math.max(1, profile.history() / profile.historySteps());
        for (int i = 1; i <= profile.historySteps(); i++) {
            String scenario = "bulk, uniform, part %d of a history".formatted(i);
            Extent extent = new Extent(profile.time().multipliedBy(60), step / profile.lanes());
            List<Lane> lanes =
                    IntStream.range(0, profile.lanes())
                            .mapToObj(_ ->
                                    new Lane(
                                            Lane.Told.SETTLED, new Pace.Closed(profile.inFlight())))
                            .toList();
            Load load = new Load(Load.Door.BULK, lanes, shape, Ids.V7);
            tell(measurement.measure(scenario, Result.Kind.HISTORY, load, extent));
        }
        bulk("uniform, after that history", shape, Ids.V7);
    }

    private Extent sustained() {
        return Extent.of(profile.time());
    }

    private Result tell(Result result) {
        results.accept(result);
        return result;
    }
}
