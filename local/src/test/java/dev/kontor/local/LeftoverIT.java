package dev.kontor.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoverIT {

    @TempDir private Path folder;

    @Test
    void stopsAServerOfThisFolder() throws Exception {
        Process server = new ProcessBuilder("tail", "-F", folder.toString()).start();
        Files.writeString(pidFile(), server.pid() + "\nmore\n");

        Leftover.stop(pidFile(), folder, Launch.StopSignal.TERM);

        assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void leavesAStrangerWithTheSameIdAlone() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        Files.writeString(pidFile(), stranger.pid() + "\n");

        Leftover.stop(pidFile(), folder, Launch.StopSignal.TERM);

        assertThat(stranger.isAlive()).isTrue();
        stranger.destroyForcibly();
    }

    @Test
    void doesNothingWhereNobodyIsNamed() throws Exception {
        Leftover.stop(pidFile(), folder, Launch.StopSignal.TERM);
        Files.writeString(pidFile(), "");
        Leftover.stop(pidFile(), folder, Launch.StopSignal.TERM);

        assertThat(Leftover.read(pidFile())).isEmpty();
    }

    private Path pidFile() {
        return folder.resolve("pid");
    }
}
