package dev.kontor.simulation;

import dev.kontor.account.domain.Account;
import dev.kontor.events.model.AccountKey;
import java.time.Duration;
import java.util.Map;

/// One seed: some hundred requests, everything that can go wrong, and then the proof that nothing
/// came of it.
///
/// After each step what is kept is compared with the facts that were committed, and the log with
/// what was committed; at the end all faults stop, everything is settled, and a model that knows
/// none of it says the same.
final class Simulation {
    private static final int MOST_STEPS = 200_000;

    private final Dice dice;
    private final World world;
    private final Bank bank;
    private final Clients clients;
    private final Disasters disasters;
    private final int wanted;
    private final int disaster;

    private Simulation(long seed) {
        this.dice = new Dice(seed);
        this.world = new World(dice, this::meanwhile);
        this.bank = new Bank(dice);
        this.clients = new Clients(world, bank);
        this.disasters = new Disasters(world);
        this.wanted = 95 + dice.below(40);
        this.disaster = 1 + dice.below(10);
    }

    /// Runs one seed.
    ///
    /// @return what happened
    /// @throws Broken if anything does not hold
    static Tally run(long seed) {
        return new Simulation(seed).run();
    }

    private Tally run() {
        clients.open(bank);
        world.settle(dice.below(4));
        clients.fund(bank);
        int steps = 0;
        while (clients.records() < wanted) {
            step();
            audit();
            steps++;
            Broken.unless(steps < MOST_STEPS, () -> "the clients do not get on");
        }
        for (int i = dice.below(80); i > 0; i--) {
            step();
            audit();
        }
        heal();
        new Verdict(world).pass();
        world.tally.add("requests", clients.records());
        world.tally.add("seeds");
        world.tally.fingerprint(world.fingerprint());
        return world.tally;
    }

    private void step() {
        if (dice.chance(disaster)) {
            disasters.strike();
        } else {
            meanwhile();
        }
    }

    /// What can happen at any time, also while an instance is in the middle of its turn.
    private void meanwhile() {
        switch (dice.weighted(70, 14, 16, 14, 6)) {
            case 0 -> turn(dice.pick(world.fleets()));
            case 1 -> clients.act();
            case 2 -> disasters.network();
            case 3 -> passTime();
            default -> disasters.group();
        }
    }

    private void turn(Fleet<?> fleet) {
        fleet.turn(dice.below(fleet.owners().size()));
    }

    private void passTime() {
        world.pass(
                switch (dice.weighted(1_000, 500, 60, 10, 3, 1)) {
                    case 0 -> Duration.ofMillis(1 + dice.below(100));
                    case 1 -> Duration.ofMillis(500 + dice.below(1_000));
                    case 2 -> Duration.ofSeconds(5 + dice.below(10));
                    case 3 -> Duration.ofSeconds(60 + dice.below(60));
                    case 4 -> Duration.ofHours(1 + dice.below(5));
                    default -> Duration.ofDays(1 + dice.below(8));
                });
    }

    private void audit() {
        for (AccountKey key : world.accounts.takeTouched()) {
            Account account = world.accounts.accounts().get(key);
            if (account != null) {
                world.auditor.check(account);
            }
        }
        world.auditor.scan(world.kafka);
        for (Fleet<?> fleet : world.fleets()) {
            fleet.owners().forEach(owner -> checkRunning(fleet, owner.halted()));
        }
    }

    private static void checkRunning(Fleet<?> fleet, Map<Integer, String> halted) {
        Broken.unless(halted.isEmpty(), () -> fleet.source() + " halts: " + halted);
    }

    /// Nothing goes wrong any more, and time passes until all is settled.
    private void heal() {
        clients.retryAll();
        world.weather.calmDown();
        disasters.mend();
        int quiet = 0;
        for (int round = 0; quiet < 5; round++) {
            int before = world.appended();
            for (Fleet<?> fleet : world.fleets()) {
                fleet.turnAll();
            }
            audit();
            boolean moved = world.appended() != before || !world.isIdle();
            quiet = moved ? 0 : quiet + 1;
            if (!moved) {
                // Over what is sent again after a while, and over every authorization's end.
                world.pass(round % 2 == 0 ? Duration.ofDays(30) : Duration.ofSeconds(2));
            } else {
                world.pass(Duration.ofMillis(600));
            }
            Broken.unless(round < 5_000, () -> "it does not come to rest");
        }
        world.auditor.readEvents(world.kafka);
    }
}
