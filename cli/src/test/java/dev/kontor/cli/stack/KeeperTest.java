package dev.kontor.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.cli.console.Failure;
import dev.kontor.cli.stack.PartState.Condition;
import dev.kontor.local.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class KeeperTest {

    /// Ready when it has written the file, and then works on.
    private static final String WORKS = "echo up >ready; exec sleep 600";

    @TempDir private Path folder = Path.of("");

    private final BlockingQueue<PartState> states = new LinkedBlockingQueue<>();

    @Test
    void startsAgainWhatDies() throws Exception {
        Keeper keeper = keeper(WORKS).start();
        keeper.awaitReady();
        PartState first = await(Condition.READY);
        ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();

        assertThat(await(Condition.WAITING).trouble())
                .isEqualTo("ended with status 137; next start in 1 s");
        PartState second = await(Condition.READY);
        assertThat(second.pid()).isNotEqualTo(first.pid());
        assertThat(second.restarts()).isEqualTo(1);
        keeper.stop();
    }

    @Test
    void stopsForGood() throws Exception {
        Keeper keeper = keeper(WORKS).start();
        keeper.awaitReady();
        long pid = await(Condition.READY).pid();
        keeper.stop();
        assertThat(ProcessHandle.of(pid).filter(Processes::isRunning)).isEmpty();
        assertThat(await(Condition.STOPPED).pid()).isZero();
    }

    @Test
    void givesUpOnWhatNeverComesUpAndShowsItsLog() throws Exception {
        Keeper keeper = keeper("echo nothing works; exit 7").start();
        assertThatThrownBy(keeper::awaitReady)
                .isInstanceOf(Failure.class)
                .hasMessageContaining("kafka ended with status 7 before it was ready")
                .hasMessageContaining("nothing works");
        keeper.stop();
    }

    @Test
    void canBeStoppedWhileItWaitsToStartAgain() throws Exception {
        Keeper keeper = keeper("exit 1").start();
        await(Condition.WAITING);
        keeper.stop();
        assertThatThrownBy(keeper::awaitReady).hasMessage("stopped");
    }

    private PartState await(Condition condition) throws InterruptedException {
        while (true) {
            PartState state = states.poll(30, TimeUnit.SECONDS);
            if (state == null || state.condition() == condition) {
                assertThat(state).as(condition.name()).isNotNull();
                return state;
            }
        }
    }

    private Keeper keeper(String script) {
        return new Keeper(Part.KAFKA, plan(script), (part, state) -> states.add(state));
    }

    private LaunchPlan plan(String script) {
        Path ready = folder.resolve("ready");
        return new LaunchPlan() {
            @Override
            public Launch next() throws IOException {
                Files.deleteIfExists(ready);
                return new Launch(
                        "kafka",
                        List.of("/bin/sh", "-c", "cd " + folder + "; " + script),
                        Map.of(),
                        folder.resolve("log"),
                        () -> Files.exists(ready),
                        Duration.ofSeconds(20),
                        Launch.StopSignal.TERM);
            }

            @Override
            public Duration patience() {
                return Duration.ofSeconds(10);
            }
        };
    }
}
