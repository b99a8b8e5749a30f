package dev.kontor.faults;

import dev.kontor.faults.bank.Audit;
import dev.kontor.faults.bank.Bank;
import dev.kontor.faults.bank.Numbers;
import dev.kontor.faults.bank.Probe;
import dev.kontor.faults.nemesis.Fault;
import dev.kontor.faults.rig.Rig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// Puts a running Kontor through rounds of one fault: while a bank's clients go on the fault
/// strikes, Kontor gets over it, and it strikes again; then the bank closes and is audited.
public final class Trial {
    /// What does not go on again in this time counts as standing still.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Rig rig;
    private final RandomGenerator dice;
    private final Numbers numbers = new Numbers();
    private int banks;

    /// @param rig started
    public Trial(Rig rig, RandomGenerator dice) {
        this.rig = rig;
        this.dice = dice;
    }

    /// @return what came of it; if it did not get over one round there is none after that
    public Score run(Fault fault, int rounds) throws InterruptedException {
        return run(fault.name(), Collections.nCopies(rounds, fault));
    }

    /// One fault after the other, and one audit in the end.
    public Score run(String name, List<Fault> faults) throws InterruptedException {
        banks++;
        Bank bank = new Bank(name + "." + banks, rig);
        bank.open();
        List<Long> recoveries = new ArrayList<>();
        boolean stands = recoveryMillis(bank.probe(), System.nanoTime()) >= 0;
        for (Fault fault : faults) {
            long recovery = stands ? strike(fault, bank.probe()) : -1;
            stands = recovery >= 0;
            if (stands) {
                recoveries.add(recovery);
            }
        }
        bank.close();
        if (stands) {
            new Audit(bank).run();
            numbers.check(rig.bootstrapServers(), bank.journal());
        } else {
            bank.journal().stoodStill(PATIENCE);
        }
        return Score.of(name, recoveries, bank.journal());
    }

    /// @return how long it took to go on, in milliseconds; negative: it did not
    private long strike(Fault fault, Probe probe) throws InterruptedException {
        Fault.Wound wound = fault.strike().on(rig, dice);
        long struck = System.nanoTime();
        if (fault.lasts().isEmpty()) {
            long recovery = recoveryMillis(probe, struck);
            wound.heal();
            return recoveryMillis(probe, System.nanoTime()) < 0 ? -1 : recovery;
        }
        TimeUnit.MILLISECONDS.sleep(fault.lasts().get().toMillis());
        long putRight = System.nanoTime();
        wound.heal();
        return recoveryMillis(probe, putRight);
    }

    private static long recoveryMillis(Probe probe, long since) {
        while (!probe.passes()) {
            if (System.nanoTime() - since > PATIENCE.toNanos()) {
                return -1;
            }
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
    }
}
