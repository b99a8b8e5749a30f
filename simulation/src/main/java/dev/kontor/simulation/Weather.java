package dev.kontor.simulation;

import dev.kontor.processing.InMemoryStore;
import dev.kontor.processing.InMemoryStore.Step;
import dev.kontor.processing.StoreException;
import org.jspecify.annotations.Nullable;

/// What goes wrong inside of a turn: asked at each step of a database and at each send.
final class Weather {
    private static final int DEEPEST = 2;

    private final Dice dice;
    private final Tally tally;
    private final Runnable others;

    /// How often of ten thousand steps.
    private final int crashes;

    private final int failures;
    private final int interruptions;

    /// How often of a thousand sends one is not acknowledged at once.
    private final int delays;

    private int depth;
    private boolean calm;

    /// @param others what others do while one is in the middle of a step
    Weather(Dice dice, Tally tally, Runnable others) {
        this.dice = dice;
        this.tally = tally;
        this.others = others;
        this.crashes = dice.below(60);
        this.failures = dice.below(120);
        this.interruptions = dice.below(100);
        this.delays = dice.below(350);
    }

    /// From here on nothing goes wrong any more.
    void calmDown() {
        calm = true;
    }

    boolean isCalm() {
        return calm;
    }

    /// Things may still go wrong in here, but nobody else does anything meanwhile.
    void undisturbed(Runnable action) {
        depth += DEEPEST;
        try {
            action.run();
        } finally {
            depth -= DEEPEST;
        }
    }

    /// @throws StoreException if the database fails at this step
    void at(Step step) {
        if (calm) {
            return;
        }
        int lot = dice.below(10_000);
        if (lot < crashes) {
            tally.add(crashAt(step));
            throw new Fleet.Crash();
        }
        lot -= crashes;
        if (lot < failures) {
            tally.add(failureOf(step));
            throw InMemoryStore.failure(step);
        }
        lot -= failures;
        if (lot < interruptions) {
            interrupt(
                    switch (step) {
                        case CLAIM, BEGIN -> null;
                        case OUTBOX -> Fault.INTERRUPTED_WHILE_TAKING_OVER;
                        case FENCE, APPLY, COMMIT -> Fault.INTERRUPTED_WITHIN_A_TRANSACTION;
                        case COMMITTED -> Fault.INTERRUPTED_BEFORE_PUBLISHING;
                    });
        }
    }

    /// @return whether a send is acknowledged at once
    boolean sends() {
        if (calm) {
            return true;
        }
        int lot = dice.below(10_000);
        if (lot < crashes / 4) {
            tally.add(Fault.CRASH_WHILE_PUBLISHING);
            throw new Fleet.Crash();
        }
        if (lot > 9_999 - interruptions / 8) {
            interrupt(Fault.INTERRUPTED_BEFORE_PUBLISHING);
        }
        return !dice.chance(delays);
    }

    /// @return whether a send may arrive though its producer was closed
    boolean outlives() {
        return !calm && dice.chance(300);
    }

    /// The process stands still for a while, and others go on.
    private void interrupt(@Nullable Fault fault) {
        if (depth >= DEEPEST) {
            return;
        }
        if (fault != null) {
            tally.add(fault);
        }
        depth++;
        try {
            for (int i = 1 + dice.below(6); i > 0; i--) {
                others.run();
            }
        } finally {
            depth--;
        }
    }

    private static Fault crashAt(Step step) {
        return switch (step) {
            case CLAIM -> Fault.CRASH_WHILE_CLAIMING;
            case OUTBOX -> Fault.CRASH_WHILE_TAKING_OVER;
            case BEGIN -> Fault.CRASH_BEFORE_TRANSACTION;
            case FENCE -> Fault.CRASH_AT_FENCE;
            case APPLY -> Fault.CRASH_WHILE_APPLYING;
            case COMMIT -> Fault.CRASH_BEFORE_COMMIT;
            case COMMITTED -> Fault.CRASH_AFTER_COMMIT;
        };
    }

    private static Fault failureOf(Step step) {
        return switch (step) {
            case CLAIM -> Fault.CLAIM_FAILS;
            case OUTBOX -> Fault.TAKING_OVER_FAILS;
            case BEGIN, FENCE, APPLY -> Fault.TRANSACTION_FAILS;
            case COMMIT -> Fault.COMMIT_FAILS_AND_DID_NOT_HAPPEN;
            case COMMITTED -> Fault.COMMIT_FAILS_AND_HAPPENED;
        };
    }
}
