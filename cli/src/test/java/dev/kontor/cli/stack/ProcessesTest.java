package dev.kontor.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.local.Jvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProcessesTest {

    @TempDir private Path folder = Path.of("");

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void stopsWhatNamesItsFolderAndNothingElse() throws Exception {
        Process own = start(folder, "account-service");
        Process kafka = start(folder, "kafka");
        Process other = start(folder.resolveSibling("other"), "account-service");

        assertThat(processes().find(own.pid())).isPresent();
        assertThat(processes().find(other.pid())).isEmpty();
        assertThat(processes().stopAll(Duration.ofSeconds(20))).isEqualTo(2);
        assertThat(own.waitFor()).isNotZero();
        assertThat(kafka.waitFor()).isNotZero();
        assertThat(other.isAlive()).isTrue();
    }

    @Test
    void doesNotTakeAProcessOfTheSameIdForOurs() {
        assertThat(processes().find(ProcessHandle.current().pid())).isEmpty();
        assertThat(processes().find(0)).isEmpty();
    }

    private Processes processes() {
        return new Processes(new Home(folder));
    }

    /// A JVM that waits for its input.
    private Process start(Path home, String name) throws IOException {
        List<String> command = new ArrayList<>(List.of(Jvm.program()));
        command.addAll(new Processes(new Home(home)).marks(name));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Waiting.class.getName());
        Process process = new ProcessBuilder(command).start();
        started.add(process);
        process.getInputStream().read();
        return process;
    }

    /// The program of a process that does nothing until it is stopped.
    static final class Waiting {
        public static void main(String[] arguments) throws IOException {
            System.out.println("up");
            System.in.read();
        }
    }
}
