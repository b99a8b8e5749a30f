package dev.kontor.faults.bank;

import dev.kontor.faults.bank.Violation.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// What is checked when a bank has closed and nothing is wrong with the machine any more: every id
/// comes to its end, and what the clients were told, what each transfer became and what the
/// accounts show is one story.
///
/// It goes by the API alone, and adds up by itself.
public final class Audit {
    private static final int AT_ONCE = 16;
    private static final int WAIT_SECONDS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Bank bank;
    private final Journal journal;
    private final Map<String, Long> expected = new HashMap<>();
    private final Map<UUID, Movement> moved = new HashMap<>();
    private final long deadline = System.nanoTime() + PATIENCE.toNanos();

    public Audit(Bank bank) {
        this.bank = bank;
        this.journal = bank.journal();
    }

    /// What a transfer must have moved in the end.
    private record Movement(Told told, long amount) {}

    /// Tells the bank's journal what is wrong.
    public void run() {
        Collection<Told> all = journal.transfers();
        forEach(all, this::settle);
        for (Told told : all) {
            expect(told);
        }
        forEach(bank.allAccounts(), this::awaitAll);
        forEach(bank.allAccounts(), this::checkAccount);
        checkTrialBalance();
    }

    private void settle(Told told) {
        if (!told.mayHaveBeenSent()) {
            return;
        }
        while (!told.isAcknowledged() && isInTime(told)) {
            if (!told.hear(bank.anyWrites().post("/v1/transfers", told.order().json(), 5))) {
                Bank.pause(500);
            }
        }
        while (!isShownFinal(told) && isInTime(told)) {
            if (told.isAuthorized()) {
                release(told);
            }
            Bank.pause(100);
        }
    }

    private boolean isInTime(Told told) {
        if (System.nanoTime() < deadline) {
            return true;
        }
        told.violated(Kind.UNDRAINED, "did not come to an end");
        return false;
    }

    /// Asks for what was acknowledged without asking for it to be done: a transfer that was lost
    /// must not come into being by looking for it.
    private boolean isShownFinal(Told told) {
        Answer answer = bank.anyReads().get(told.order().path() + "?wait=" + WAIT_SECONDS);
        if (!(answer instanceof Answer.Said said)) {
            return false;
        }
        if (said.status() == 404) {
            told.violated(Kind.LOST, "was acknowledged and is not there");
            return true;
        }
        if (!said.isGood()) {
            return false;
        }
        told.hearTransfer(said.body());
        if (!told.isFinal()) {
            return false;
        }
        synchronized (moved) {
            moved.put(told.order().id(), new Movement(told, amountOf(told, said)));
        }
        return true;
    }

    private static long amountOf(Told told, Answer.Said shown) {
        long captured = shown.number("/captured_amount");
        String status = shown.text("/status");
        if (captured > 0 && (status.equals("expired") || status.equals("voided"))) {
            told.violated(Kind.DOUBLED, "is %s, and captured is %d".formatted(status, captured));
        }
        told.won()
                .filter(verb -> verb.equals("capture") != captured > 0)
                .ifPresent(verb ->
                        told.violated(
                                Kind.LOST,
                                "%s was done, and captured is %d".formatted(verb, captured)));
        return switch (status) {
            case "posted" -> told.order().isManual() ? captured : told.order().amount();
            default -> 0;
        };
    }

    private void release(Told told) {
        String json = "{\"id\": \"%s\"}".formatted(Bank.newId());
        told.hearCommand("void", bank.anyWrites().post(told.order().path() + "/void", json, 5));
    }

    private void expect(Told told) {
        Order order = told.order();
        Movement movement = moved.get(order.id());
        if (movement == null) {
            if (!told.mayHaveBeenSent()) {
                expectNothing(told);
            }
            return;
        }
        expected.merge(order.from(), -movement.amount, Long::sum);
        expected.merge(order.to(), movement.amount, Long::sum);
    }

    /// Every answer said that nothing had been sent.
    private void expectNothing(Told told) {
        Answer answer = bank.anyReads().get(told.order().path());
        if (answer instanceof Answer.Said said && said.status() != 404) {
            told.violated(Kind.DOUBLED, "was never sent, they said, and is " + said.body());
        }
    }

    /// The views of transfers and of accounts follow the log each for itself. An account has all of
    /// it once it shows the last posting that a transfer tells of and what was released after it.
    private void awaitAll(String account) {
        long last = 1;
        for (Movement movement : moved.values()) {
            last = Math.max(last, movement.told.versions().getOrDefault(account, 1L));
        }
        String path =
                "/v1/accounts/%s?min_version=%d&wait=%d".formatted(account, last, WAIT_SECONDS);
        while (read(path).at("/balance/held").asLong() != 0 && System.nanoTime() < deadline) {
            Bank.pause(100);
        }
    }

    private void checkAccount(String account) {
        long posted = 0;
        long version = 0;
        Set<UUID> seen = new HashSet<>();
        String cursor = "";
        do {
            JsonNode page =
                    page("/v1/accounts/%s/entries?order=asc&limit=1000".formatted(account), cursor);
            for (JsonNode entry : page.at("/data")) {
                boolean isDebit = entry.at("/kind").asString().equals("debit");
                long change = (isDebit ? -1 : 1) * entry.at("/amount").asLong();
                posted += change;
                if (entry.at("/balance_after").asLong() != posted) {
                    violated(Kind.UNBALANCED, account, "does not follow: " + entry);
                }
                if (entry.at("/version").asLong() <= version) {
                    violated(Kind.GAP, account, "goes back: " + entry);
                }
                version = entry.at("/version").asLong();
                checkEntry(account, entry, change, seen);
            }
            cursor = page.at("/next_cursor").asString("");
        } while (!cursor.isEmpty());
        checkNothingMissing(account, seen);
        checkBalance(account, posted);
    }

    private void checkEntry(String account, JsonNode entry, long change, Set<UUID> seen) {
        UUID id = UUID.fromString(entry.at("/transfer_id").asString());
        Movement movement = moved.get(id);
        if (movement == null) {
            violated(Kind.DOUBLED, account, "nobody asked for " + entry);
            return;
        }
        Order order = movement.told.order();
        long due = order.from().equals(account) ? -movement.amount : movement.amount;
        if (!seen.add(id) || change != due) {
            violated(Kind.DOUBLED, account, "%d is due once: %s".formatted(due, entry));
        }
        Long told = movement.told.versions().get(account);
        if (told != null && !order.isManual() && told != entry.at("/version").asLong()) {
            violated(Kind.CHANGED, account, "version %d was told: %s".formatted(told, entry));
        }
    }

    private void checkNothingMissing(String account, Set<UUID> seen) {
        moved.forEach((id, movement) -> {
            Order order = movement.told.order();
            boolean isConcerned = order.from().equals(account) || order.to().equals(account);
            if (isConcerned && movement.amount > 0 && !seen.contains(id)) {
                violated(Kind.LOST, account, "has no entry of transfer " + id);
            }
        });
    }

    private void checkBalance(String account, long sum) {
        JsonNode shown = read("/v1/accounts/" + account);
        long posted = shown.at("/balance/posted").asLong();
        long due = expected.getOrDefault(account, 0L);
        if (posted != due || posted != sum) {
            violated(
                    Kind.UNBALANCED,
                    account,
                    "%d is due, its entries make %d, and it shows %d".formatted(due, sum, posted));
        }
        if (shown.at("/balance/held").asLong() != 0) {
            violated(Kind.UNBALANCED, account, "still holds " + shown.at("/balance/held"));
        }
    }

    private void checkTrialBalance() {
        for (JsonNode each : read("/v1/trial-balance").at("/data")) {
            if (each.at("/sum").asLong() != 0 || each.at("/in_flight").asLong() != 0) {
                journal.violated(Kind.UNBALANCED, "at the end: " + each);
            }
        }
    }

    private JsonNode page(String path, String cursor) {
        return read(cursor.isEmpty() ? path : path + "&cursor=" + cursor);
    }

    private JsonNode read(String path) {
        while (true) {
            Answer answer = bank.anyReads().get(path);
            if (answer instanceof Answer.Said said && said.isGood()) {
                return said.body();
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("%s is answered by %s".formatted(path, answer));
            }
            Bank.pause(500);
        }
    }

    private void violated(Kind kind, String account, String what) {
        journal.violated(kind, "account %s: %s".formatted(account, what));
    }

    private static <T> void forEach(Collection<T> all, Consumer<T> action) {
        Semaphore places = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> done = new ArrayList<>();
            for (T each : all) {
                places.acquireUninterruptibly();
                done.add(
                        threads.submit(() -> {
                            try {
                                action.accept(each);
                            } finally {
                                places.release();
                            }
                        }));
            }
            for (Future<?> each : done) {
                join(each);
            }
        }
    }

    private static void join(Future<?> done) {
        try {
            done.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while auditing", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the audit failed", e.getCause());
        }
    }
}
