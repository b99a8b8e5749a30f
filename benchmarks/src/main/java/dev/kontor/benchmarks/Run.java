package dev.kontor.benchmarks;

import dev.kontor.benchmarks.baseline.Baselines;
import dev.kontor.benchmarks.load.Shape;
import dev.kontor.benchmarks.report.Report;
import dev.kontor.benchmarks.report.Result;
import dev.kontor.benchmarks.rig.Books;
import dev.kontor.benchmarks.rig.Databases;
import dev.kontor.benchmarks.rig.Kontor;
import dev.kontor.benchmarks.rig.Measurement;
import dev.kontor.local.ServiceJar;
import dev.kontor.local.services.ServiceKind;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/// All of a profile: Kontor first, then the baselines on the same PostgreSQL, which it has left.
///
/// @param root where Kontor was built
/// @param home where everything is kept that is needed only until the end
/// @param startCaches whether services get start-up caches, as `./kontor up` gives them
/// @param jvmOptions for broker and services
/// @param progress is told each result as soon as it is there
record Run(
        Profile profile,
        Path root,
        Path home,
        Map<ServiceKind, ServiceJar> jars,
        boolean startCaches,
        Set<Part> parts,
        List<String> jvmOptions,
        Consumer<Result> progress) {

    Report report() throws IOException, InterruptedException, SQLException {
        String at = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString();
        List<Result> results = new ArrayList<>();
        Consumer<Result> both = progress.andThen(results::add);
        try (Kontor kontor = new Kontor(home, root, jars, jvmOptions)) {
            if (startCaches) {
                kontor.prepare();
            }
            kontor.start();
            try (Books books = new Books(kontor)) {
                new Scenarios(new Measurement(kontor, books), profile, parts, both).measureAll();
            }
            if (parts.contains(Part.BASELINES)) {
                measureBaselines(kontor, both);
            }
        }
        return new Report(
                Machine.describe(), Machine.commit(root), profile.name(), jvmOptions, at, results);
    }

    private void measureBaselines(Kontor kontor, Consumer<Result> told)
            throws IOException, InterruptedException, SQLException {
        Databases databases = kontor.leaveOnlyPostgres(Baselines.SETTINGS);
        ProcessHandle server = Objects.requireNonNull(kontor.processes().get("postgres"));
        new Baselines(databases, server, profile.connections(), profile.trial(), profile.time())
                .measure(new Shape.Uniform(profile.accounts()))
                .forEach(told);
    }
}
