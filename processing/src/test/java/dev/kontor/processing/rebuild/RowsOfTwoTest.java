package dev.kontor.processing.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowsOfTwoTest {
    private static final ComparedTable TABLE =
            ComparedTable.plain(
                    "account",
                    List.of("id"),
                    List.of("held", "id", "posted"),
                    List.of("int8", "text", "int8"));

    @Test
    void findsNothingInEqualRows() {
        assertThat(
                        differences(
                                Map.of("(a)", row("0", "a", null)),
                                Map.of("(a)", row("0", "a", null))))
                .isEmpty();
    }

    @Test
    void namesWhatIsMissingExtraAndOtherInTheOrderOfTheKeys() {
        assertThat(
                        differences(
                                Map.of("(b)", row("0", "b", "1"), "(c)", row("5", "c", null)),
                                Map.of("(a)", row("0", "a", "1"), "(c)", row("6", "c", "2"))))
                .extracting(Difference::describe)
                .containsExactly(
                        "account (a): follows from the log and is not in the live state",
                        "account (b): is in the live state and does not follow from the log",
                        "account (c): differs in held, posted");
    }

    private static List<@Nullable String> row(@Nullable String... values) {
        return Arrays.asList(values);
    }

    private static List<Difference> differences(
            Map<String, List<@Nullable String>> live, Map<String, List<@Nullable String>> rebuilt) {
        return new RowsOfTwo(TABLE, new TreeMap<>(live), new TreeMap<>(rebuilt)).differences();
    }
}
