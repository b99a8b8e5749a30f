package dev.kontor.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchIT {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir private Path folder;

    @Test
    void givesTheProcessIdOfTheProgramItself() throws Exception {
        Process process = launch("echo $$; exec sleep 60").start();

        assertThat(firstLineOfLog()).isEqualTo(Long.toString(process.pid()));
        process.destroyForcibly();
    }

    @Test
    void passesItsEnvironmentAndAppendsToItsLog() throws Exception {
        Files.writeString(log(), "earlier\n");

        launch("echo to $GREETED; echo and errors >&2").start().waitFor();

        assertThat(log()).hasContent("earlier\nto the world\nand errors\n");
    }

    @Test
    void endsTheProcessWhenItsParentIsKilled() throws Exception {
        Path pidFile = folder.resolve("pid");
        Process parent =
                new ProcessBuilder(
                                java(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                ParentToKill.class.getName(),
                                folder.toString())
                        .inheritIO()
                        .start();
        ProcessHandle child = ProcessHandle.of(awaitPid(pidFile, parent)).orElseThrow();

        parent.destroyForcibly().waitFor();

        child.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void stopsInOrder() throws Exception {
        Launch launch = launch("trap 'echo bye; exit' TERM; echo up; while :; do sleep 0.1; done");
        Process process = launch.start();
        assertThat(firstLineOfLog()).isEqualTo("up");

        assertThat(launch.stop(process, PATIENCE)).isTrue();

        assertThat(log()).hasContent("up\nbye\n");
    }

    @Test
    void killsWhatDoesNotStop() throws Exception {
        Launch launch = launch("trap '' TERM; echo up; while :; do sleep 0.1; done");
        Process process = launch.start();
        assertThat(firstLineOfLog()).isEqualTo("up");

        assertThat(launch.stop(process, Duration.ofMillis(200))).isFalse();

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void saysWhenAProcessEndsBeforeItIsReady() throws Exception {
        Launch launch = launch("exit 3");
        Process process = launch.start();

        assertThatThrownBy(() -> launch.awaitReady(process))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("sample ended with status 3 before it was ready; its log is " + log());
    }

    @Test
    void saysWhenAProcessTakesTooLongToBeReady() throws Exception {
        Launch launch = launch("exec sleep 60");
        Process process = launch.start();

        assertThatThrownBy(() -> launch.awaitReady(process))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("sample was not ready within 1 s; its log is " + log());
        process.destroyForcibly();
    }

    private Launch launch(String script) {
        return launch(folder, script);
    }

    private static Launch launch(Path folder, String script) {
        return new Launch(
                "sample",
                List.of("/bin/sh", "-c", script),
                Map.of("GREETED", "the world"),
                folder.resolve("log"),
                () -> false,
                Duration.ofSeconds(1),
                Launch.StopSignal.TERM);
    }

    private Path log() {
        return folder.resolve("log");
    }

    private String firstLineOfLog() throws Exception {
        return awaitLine(log(), ProcessHandle.current());
    }

    private static long awaitPid(Path file, Process writer) throws Exception {
        return Long.parseLong(awaitLine(file, writer.toHandle()));
    }

    private static String awaitLine(Path file, ProcessHandle writer) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && writer.isAlive()) {
            if (Files.exists(file) && Files.readString(file).endsWith("\n")) {
                return Files.readString(file).lines().findFirst().orElseThrow();
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("no line in " + file);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /// A program that launches another and then waits to be killed.
    static final class ParentToKill {

        /// The program.
        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            Process child = launch(folder, "exec sleep 60").start();
            Files.writeString(folder.resolve("pid"), child.pid() + "\n");
            child.waitFor();
        }

        private ParentToKill() {}
    }
}
