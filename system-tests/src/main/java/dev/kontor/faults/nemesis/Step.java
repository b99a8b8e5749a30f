package dev.kontor.faults.nemesis;

import dev.kontor.local.services.ServiceKind;
import java.util.Locale;

/// The steps of the processing shell at which an instance is halted: those at which the simulation
/// lets a process crash, and some between them.
///
/// Where they are in the code says `system-tests/src/planted/halts.patch`.
enum Step {
    WHILE_CLAIMING("a partition is taken, and that is not committed", 6),
    WHILE_TAKING_OVER("what a former owner left in the outbox is sent again", 3, true),
    BEFORE_TRANSACTION("records are polled, and nothing is done with them", 100),
    AT_FENCE("the fence is passed and the position moved, and nothing is decided", 100),
    BEFORE_WRITING("a batch is decided, and nothing of it is written", 100),
    WHILE_APPLYING("state is written, in part", 100),
    BEFORE_COMMIT("state and outbox are written, and nothing is committed", 100),
    AFTER_COMMIT("a batch is committed, and nothing of it is sent", 100),
    WHILE_PUBLISHING("outputs are sent, in part, and not acknowledged", 300, true),
    AFTER_ACKNOWLEDGEMENT("outputs are acknowledged, and stand in the outbox", 100, true),
    WHILE_CLEARING_OUTBOX("the outbox is cleared, and that is not committed", 5, true),
    AFTER_CLEARING_OUTBOX("the outbox is cleared, and memory does not know", 5, true);

    private final String sentence;
    private final int mostPasses;
    private final boolean publishes;

    /// @param mostPasses how many pass in well under a minute
    Step(String sentence, int mostPasses) {
        this(sentence, mostPasses, false);
    }

    /// @param publishes whether it takes a processor that publishes
    Step(String sentence, int mostPasses, boolean publishes) {
        this.sentence = sentence;
        this.mostPasses = mostPasses;
        this.publishes = publishes;
    }

    /// As the patch has it.
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String sentence() {
        return sentence;
    }

    int mostPasses() {
        return mostPasses;
    }

    /// Whether the service comes by; request-service has no such shell.
    boolean isOf(ServiceKind kind) {
        return switch (kind) {
            case LEDGER_PROCESSOR, ACCOUNT_SERVICE -> true;
            case QUERY_SERVICE -> !publishes;
            case REQUEST_SERVICE -> false;
        };
    }
}
