package dev.kontor.cli.stack;

import dev.kontor.local.Launch;
import java.io.IOException;
import java.time.Duration;

/// How one part is started, as often as that is needed.
interface LaunchPlan {

    /// What has to be done before each start, and the start itself.
    Launch next() throws IOException, InterruptedException;

    /// How long the process may take to end in order.
    Duration patience();
}
