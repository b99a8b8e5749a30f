package dev.kontor.cli.stack;

import dev.kontor.local.Launch;
import dev.kontor.local.LocalKafka;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Starts the broker.
///
/// @param port it listens on
record KafkaPlan(Home home, LocalKafka kafka, int port) implements LaunchPlan {

    @Override
    public Launch next() throws IOException, InterruptedException {
        Launch plain = kafka.prepare().launch(port);
        List<String> command = new ArrayList<>(plain.command());
        command.addAll(1, new Processes(home).marks(Part.KAFKA.partName()));
        return new Launch(
                plain.name(),
                command,
                plain.environment(),
                home.log(Part.KAFKA),
                plain.readiness(),
                plain.maxWait(),
                plain.stopSignal());
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(30);
    }
}
