package dev.kontor.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFolderTest {
    @TempDir private Path folder;

    @Test
    void readsWhatItWrote() throws IOException {
        Report report =
                Samples.report(
                        Samples.result("ours", Result.Kind.LATENCY, 10),
                        Samples.result("after 5 million", Result.Kind.HISTORY, 20));
        ResultFolder results = new ResultFolder(folder.resolve("results"));

        Path table = results.write(report, "today");

        assertThat(results.read("today")).isEqualTo(report);
        assertThat(table).content().isEqualTo(Table.of(report));
    }

    @Test
    void drawsThroughputAgainstLatencyAndCostAgainstHistory() throws IOException {
        Report report =
                Samples.report(
                        Samples.result("ours", Result.Kind.LATENCY, 10),
                        Samples.result("after a thousand", Result.Kind.HISTORY, 20));

        new ResultFolder(folder).write(report, "today");

        assertThat(Files.readString(folder.resolve("today-latency.svg"))).contains("<circle");
        assertThat(Files.readString(folder.resolve("today-history.svg"))).contains("<circle");
    }
}
