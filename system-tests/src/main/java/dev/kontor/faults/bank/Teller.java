package dev.kontor.faults.bank;

import dev.kontor.faults.bank.Violation.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/// A client that moves money, one thing after the other, and asks again under the same id for as
/// long as it does not know what became of it.
final class Teller implements Runnable {
    private static final int WAIT_SECONDS = 2;
    private static final long MAX_AMOUNT = 60_000;
    private static final long MAX_HOLD_MILLIS = 3_000;
    private static final long MAX_HOLD_MINUTES = 90;

    /// Between two orders; all tellers together keep the machine busy and not full.
    private static final long PAUSE_MILLIS = 120;

    /// Before it asks again.
    private static final int BACKOFF_MILLIS = 250;

    /// After which it leaves it to the audit to find out.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Bank bank;
    private final int number;

    Teller(Bank bank, int number) {
        this.bank = bank;
        this.number = number;
    }

    @Override
    public void run() {
        for (int i = number; bank.isOpen(); i++) {
            switch (i % 10) {
                case 0 -> authorizeAndRace();
                case 1 -> askTwiceAtOnce();
                case 2 -> askForAnotherSum();
                case 3 -> giveUpAtOnce();
                case 4 -> authorizeForAWhile();
                default -> insist(newTold(false));
            }
            Bank.pause(ThreadLocalRandom.current().nextLong(2 * PAUSE_MILLIS));
        }
    }

    /// The same request to every instance at the same time.
    private void askTwiceAtOnce() {
        Told told = newTold(false);
        atOnce(bank.writes().stream().<Runnable>map(to -> () -> ask(told, to)).toList());
        insist(told);
    }

    /// The same id, once it stands for something, with another sum.
    private void askForAnotherSum() {
        Told told = newTold(false);
        insist(told);
        if (!told.isAcknowledged()) {
            return;
        }
        Order other = told.order().forOneMore();
        Answer answer = bank.anyWrites().post("/v1/transfers", other.json(), WAIT_SECONDS);
        if (answer instanceof Answer.Said said && said.isGood() && said.status() != 202) {
            told.violated(Kind.CHANGED, "was taken for another sum: " + said.body());
        }
    }

    /// One call and no second one, whatever came of it.
    private void giveUpAtOnce() {
        ask(newTold(false), bank.anyWrites());
    }

    /// Holds money, then captures and voids it at the same time: one of both must win.
    private void authorizeAndRace() {
        Told told = newTold(true);
        insist(told);
        if (!told.isAuthorized()) {
            return;
        }
        UUID capture = Bank.newId();
        UUID release = Bank.newId();
        atOnce(
                List.of(
                        () -> insist(told, "capture", capture),
                        () -> insist(told, "void", release)));
    }

    /// Holds money that is released by itself, within seconds or within the hour that a clock may
    /// be off, and captures some of it at about that time: it expires or is captured, not both.
    private void authorizeForAWhile() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        Duration lasts =
                random.nextBoolean()
                        ? Duration.ofMillis(random.nextLong(MAX_HOLD_MILLIS))
                        : Duration.ofMinutes(random.nextLong(5, MAX_HOLD_MINUTES));
        Told told =
                newTold(
                        true,
                        Optional.of(Instant.now().plus(lasts).truncatedTo(ChronoUnit.MICROS)));
        insist(told);
        Bank.pause(random.nextLong(MAX_HOLD_MILLIS));
        if (random.nextBoolean()) {
            insist(told, "capture", Bank.newId());
        }
    }

    private static void atOnce(List<Runnable> actions) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            actions.stream()
                    .map(action -> CompletableFuture.runAsync(action, threads))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
    }

    private Told newTold(boolean manual) {
        return newTold(manual, Optional.empty());
    }

    private Told newTold(boolean manual, Optional<Instant> expiresAt) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        List<String> accounts = bank.accounts();
        int from = random.nextInt(accounts.size());
        int to = (from + 1 + random.nextInt(accounts.size() - 1)) % accounts.size();
        long amount = random.nextLong(1, MAX_AMOUNT + 1);
        return bank.journal()
                .add(
                        new Order(
                                Bank.newId(),
                                accounts.get(from),
                                accounts.get(to),
                                amount,
                                manual,
                                expiresAt));
    }

    /// Asks until it is told, by whoever answers.
    private void insist(Told told) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!ask(told, bank.anyWrites()) && System.nanoTime() < end) {
            Bank.pause(BACKOFF_MILLIS);
        }
    }

    private static boolean ask(Told told, Caller to) {
        return told.hear(to.post("/v1/transfers", told.order().json(), WAIT_SECONDS));
    }

    private void insist(Told told, String verb, UUID id) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String path = told.order().path() + "/" + verb;
        String json = "{\"id\": \"%s\"}".formatted(id);
        while (!told.hearCommand(verb, bank.anyWrites().post(path, json, WAIT_SECONDS))
                && System.nanoTime() < end) {
            Bank.pause(BACKOFF_MILLIS);
        }
    }
}
