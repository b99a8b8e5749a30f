package dev.kontor.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.faults.nemesis.Catalogue;
import dev.kontor.faults.nemesis.Fault;
import dev.kontor.faults.rig.Rig;
import dev.kontor.local.services.Jars;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A short selection of what `./kontor faults` does: always with processes of this machine.
class FaultsIT {
    private static final List<String> SELECTION =
            List.of(
                    "kill-account-service",
                    "freeze-ledger-processor",
                    "kill-kafka",
                    "cut-request-service-kafka",
                    "kill-postgres",
                    "kill-request-service");

    private static final Path BUILD = Path.of("..").toAbsolutePath().normalize();
    private static final Path HOME = Path.of("target", "faults").toAbsolutePath();

    @Test
    void losesNothingAndDoublesNothing() throws InterruptedException {
        List<Fault.UnderLoad> faults =
                SELECTION.stream().map(Catalogue::named).map(Fault.UnderLoad.class::cast).toList();
        try (Rig rig = new Rig(HOME, BUILD, Jars.packed(BUILD), 1)) {
            rig.start();
            Score score = new Trial(rig, new Random()).underLoad("selection", faults);
            System.out.printf(
                    "%d faults, %,d transfers acknowledged, recovered after %s ms%n",
                    score.rounds(), score.acknowledged(), score.recoveryMillis());
            assertThat(score.sentences()).isEmpty();
            assertThat(score.rounds()).isEqualTo(faults.size());
            assertThat(score.acknowledged()).isPositive();
        }
    }
}
