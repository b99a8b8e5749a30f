package dev.kontor.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.benchmarks.report.Report;
import dev.kontor.benchmarks.report.Result;
import dev.kontor.local.services.Jars;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The smallest run there can be, on real servers: tells nothing of speed, and that every part of
/// the measuring works.
class BenchIT {
    private static final Path BUILD = Path.of("..").toAbsolutePath().normalize();
    private static final Path HOME = Path.of("target", "bench").toAbsolutePath();
    private static final Profile TINY =
            new Profile(
                    "tiny",
                    Duration.ofMillis(500),
                    Duration.ofMillis(500),
                    Duration.ofMillis(200),
                    50,
                    60,
                    400,
                    2,
                    2,
                    50,
                    List.of(1, 2));

    /// Other shapes take the same way through all of it.
    @Test
    void measuresKontorAndItsBaselinesAndAllBooksBalance() throws Exception {
        Report report =
                new Run(
                                TINY,
                                BUILD,
                                HOME,
                                Jars.packed(BUILD),
                                false,
                                EnumSet.complementOf(EnumSet.of(Part.SHAPES)),
                                List.of(),
                                _ -> {})
                        .report();

        assertThat(report.results()).allSatisfy(each -> assertThat(each.faults()).isEmpty());
        assertThat(report.results())
                .extracting(Result::kind)
                .contains(
                        Result.Kind.ROW,
                        Result.Kind.LATENCY,
                        Result.Kind.HISTORY,
                        Result.Kind.REFERENCE);
        assertThat(report.results())
                .allSatisfy(each -> {
                    assertThat(each.transfers()).isPositive();
                    assertThat(each.settled().count() + each.accepted().count()).isPositive();
                    assertThat(each.cpuSecondsPerMillion()).containsKeys("postgres", "generator");
                    assertThat(each.bytesPerTransfer()).isNotEmpty();
                });
        Result first = report.results().getFirst();
        assertThat(first.bytesPerTransfer())
                .containsKeys("kafka transfers", "postgres account.answer", "postgres WAL");
        assertThat(first.cpuSecondsPerMillion().keySet())
                .contains("kafka", "request-service", "account-service", "ledger-processor");
    }
}
