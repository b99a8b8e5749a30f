package dev.kontor.cli.stack;

import dev.kontor.local.Launch;
import dev.kontor.local.LocalPostgres;
import java.io.IOException;
import java.time.Duration;

/// Starts PostgreSQL.
///
/// @param port it listens on
record PostgresPlan(Home home, LocalPostgres postgres, int port) implements LaunchPlan {

    @Override
    public Launch next() throws IOException, InterruptedException {
        Launch plain = postgres.prepare().launch(port);
        return new Launch(
                plain.name(),
                plain.command(),
                plain.environment(),
                home.log(Part.POSTGRES),
                plain.readiness(),
                plain.maxWait(),
                plain.stopSignal());
    }

    /// It writes all that is in memory to the disk.
    @Override
    public Duration patience() {
        return Duration.ofSeconds(60);
    }
}
