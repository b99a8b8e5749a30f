package dev.kontor.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void comparesWithTheReference() {
        String table =
                Table.of(
                        Samples.report(
                                Samples.result("ours", Result.Kind.ROW, 30_000),
                                Samples.result("theirs", Result.Kind.REFERENCE, 1_500)));

        assertThat(table).contains("| ours | 3,000 | 20.0 |").contains("| theirs | 150 | 1.0 |");
    }

    @Test
    void leavesOutWhatWasNotMeasured() {
        String table = Table.of(Samples.report(Samples.result("ours", Result.Kind.ROW, 10)));

        assertThat(table).contains("| ours | 1 | – | – | 1.0 / 2.0 / 3.0 |");
    }

    @Test
    void addsUpTheProcessesWithoutTheGenerator() {
        String table = Table.of(Samples.report(Samples.result("ours", Result.Kind.ROW, 10)));

        assertThat(table)
                .contains("| 35.0 | 5.0 | 300 |")
                .contains("- CPU s per million: generator 5.0, kafka 15.0, postgres 20.0\n");
    }

    @Test
    void saysWhereTheBooksDoNotBalance() {
        Result wrong = Samples.wrong("money was lost");

        assertThat(Table.of(Samples.report(wrong)))
                .contains("**do not balance**")
                .contains("- does not count: money was lost\n");
        assertThat(new Report("m", "c", "p", List.of(), "t", List.of(wrong)).isSound()).isFalse();
    }
}
