package dev.kontor.cli.stack;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// What the supervisor tells; its output goes to its log.
final class SupervisorLog {

    static void say(String text) {
        System.out.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + text);
    }

    private SupervisorLog() {}
}
