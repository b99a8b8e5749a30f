package dev.kontor.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PortChoiceTest {

    private final AtomicInteger free = new AtomicInteger(40_000);

    @Test
    void takesTheUsualPorts() {
        assertThat(choose(Set.of(), Map.of()))
                .containsEntry(Part.KAFKA, 9092)
                .containsEntry(Part.REQUEST_SERVICE, 8080);
    }

    @Test
    void takesAnotherPortForOneThatIsTaken() {
        assertThat(choose(Set.of(8080), Map.of()))
                .containsEntry(Part.REQUEST_SERVICE, 40_000)
                .containsEntry(Part.QUERY_SERVICE, 8081);
    }

    @Test
    void keepsThePortOfTheLastStart() {
        assertThat(choose(Set.of(), Map.of(Part.KAFKA, 40_123))).containsEntry(Part.KAFKA, 40_123);
    }

    @Test
    void returnsToTheUsualPortWhenTheLastOneIsTaken() {
        assertThat(choose(Set.of(40_123), Map.of(Part.KAFKA, 40_123)))
                .containsEntry(Part.KAFKA, 9092);
    }

    @Test
    void givesNoPortTwice() {
        free.set(8082);
        Map<Part, Integer> chosen =
                choose(Set.of(9092), Map.of(Part.QUERY_SERVICE, 8080, Part.POSTGRES, 8083));
        assertThat(chosen.values()).doesNotHaveDuplicates();
    }

    private Map<Part, Integer> choose(Set<Integer> taken, Map<Part, Integer> before) {
        return new PortChoice(port -> !taken.contains(port), free::getAndIncrement).choose(before);
    }
}
