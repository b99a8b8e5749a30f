package dev.kontor.faults;

import dev.kontor.faults.bank.Audit;
import dev.kontor.faults.bank.Bank;
import dev.kontor.faults.bank.Numbers;
import dev.kontor.faults.bank.Probe;
import dev.kontor.faults.nemesis.Fault;
import dev.kontor.faults.nemesis.Scene;
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
    private int banks;

    /// @param rig started
    public Trial(Rig rig, RandomGenerator dice) {
        this.rig = rig;
        this.dice = dice;
    }

    /// @return what came of it; if it did not get over one round there is none after that
    public Score run(Fault fault, int rounds) throws InterruptedException {
        return switch (fault) {
            case Fault.UnderLoad struck ->
                    underLoad(fault.name(), Collections.nCopies(rounds, struck));
            case Fault.AtRest struck -> {
                Score all = atRest(struck);
                for (int round = 1; round < rounds && all.isClean(); round++) {
                    all = all.and(atRest(struck));
                }
                yield all;
            }
        };
    }

    /// A bank whose clients have come to an end is audited before and after.
    private Score atRest(Fault.AtRest fault) throws InterruptedException {
        Bank bank = newBank(fault.name());
        bank.open();
        recoveryMillis(bank.probe(), System.nanoTime());
        bank.close();
        new Audit(bank).run();
        List<Long> recoveries = new ArrayList<>();
        if (bank.journal().violations().isEmpty()) {
            fault.ordeal().run(new Scene(rig, dice, bank));
            long recovery = recoveryMillis(bank.probe(), System.nanoTime());
            if (recovery < 0) {
                bank.journal().stoodStill(PATIENCE);
            } else {
                recoveries.add(recovery);
                new Audit(bank).run();
            }
        }
        new Numbers().check(rig.bootstrapServers(), bank.journal());
        return Score.of(fault.name(), recoveries, bank.journal());
    }

    private Bank newBank(String name) {
        banks++;
        return new Bank(name + "." + banks, rig);
    }

    /// One fault after the other, and one audit in the end.
    Score underLoad(String name, List<Fault.UnderLoad> faults) throws InterruptedException {
        Bank bank = newBank(name);
        bank.open();
        List<Long> recoveries = new ArrayList<>();
        boolean stands = recoveryMillis(bank.probe(), System.nanoTime()) >= 0;
        for (Fault.UnderLoad fault : faults) {
            long recovery = stands ? strike(fault, bank) : -1;
            stands = recovery >= 0;
            if (stands) {
                recoveries.add(recovery);
            }
        }
        bank.close();
        if (stands) {
            new Audit(bank).run();
            new Numbers().check(rig.bootstrapServers(), bank.journal());
        } else {
            bank.journal().stoodStill(PATIENCE);
        }
        return Score.of(name, recoveries, bank.journal());
    }

    /// @return how long it took to go on, in milliseconds; negative: it did not
    private long strike(Fault.UnderLoad fault, Bank bank) throws InterruptedException {
        Probe probe = bank.probe();
        Fault.Wound wound = fault.strike().on(new Scene(rig, dice, bank));
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
