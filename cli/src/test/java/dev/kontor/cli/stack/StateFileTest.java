package dev.kontor.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.cli.stack.PartState.Condition;
import dev.kontor.cli.stack.StackState.Phase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {

    @TempDir private Path folder = Path.of("");

    @Test
    void givesBackWhatWasWritten() {
        PartState dead =
                new PartState(
                        Condition.WAITING, 0, Instant.parse("2030-01-01T00:00:00Z"), 3, "died");
        StateFile file = new StateFile(home());
        file.update(before -> before.startedBy(ProcessHandle.current()));
        file.update(before -> before.with(Map.of(Part.KAFKA, 19092)));
        file.update(before -> before.with(Part.KAFKA, dead).in(Phase.READY));

        StackState read = StateFile.read(home());
        assertThat(read).isEqualTo(file.get());
        assertThat(read.supervisor()).isEqualTo(ProcessHandle.current().pid());
        assertThat(read.part(Part.KAFKA)).isEqualTo(dead);
        assertThat(read.port(Part.KAFKA)).isEqualTo(19092);
        assertThat(read.port(Part.POSTGRES)).isEqualTo(5432);
    }

    @Test
    void keepsThePortsWhenAnotherSupervisorStarts() {
        new StateFile(home()).update(before -> before.with(Map.of(Part.KAFKA, 19092)).failed("x"));
        StateFile next = new StateFile(home());
        next.update(before -> before.startedBy(ProcessHandle.current()));
        assertThat(StateFile.read(home()).port(Part.KAFKA)).isEqualTo(19092);
        assertThat(StateFile.read(home()).failure()).isNull();
    }

    @Test
    void readsADamagedFileAsOneNeverWritten() throws Exception {
        assertThat(StateFile.read(home())).isEqualTo(StackState.NEW);
        Files.writeString(home().state(), "{\"superv");
        assertThat(StateFile.read(home())).isEqualTo(StackState.NEW);
        Files.writeString(home().state(), "");
        assertThat(StateFile.read(home())).isEqualTo(StackState.NEW);
    }

    private Home home() {
        return new Home(folder);
    }
}
