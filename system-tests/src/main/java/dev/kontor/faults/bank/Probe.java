package dev.kontor.faults.bank;

import dev.kontor.events.topic.Partitions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// One small transfer through each partition of every topic.
public final class Probe {
    private static final int PARTITIONS = 12;
    private static final int WAIT_SECONDS = 2;

    private final Bank bank;
    private final List<String> accounts = new ArrayList<>();

    Probe(Bank bank) {
        this.bank = bank;
        for (int i = 0; i < PARTITIONS; i++) {
            int partition = i;
            accounts.add(
                    Stream.iterate(0, n -> n + 1)
                            .map(n -> "%s.p%d.%d".formatted(bank.name(), partition, n))
                            .filter(account -> partitionOf(account) == partition)
                            .findFirst()
                            .orElseThrow());
        }
    }

    /// One in each partition of the instructions.
    List<String> accounts() {
        return accounts;
    }

    /// @return whether each of them was decided, and is shown, within some seconds
    public boolean passes() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Boolean>> passed = new ArrayList<>();
            for (int i = 0; i < PARTITIONS; i++) {
                Told told = bank.journal().add(order(i));
                passed.add(CompletableFuture.supplyAsync(() -> passes(told), threads));
            }
            return passed.stream().map(CompletableFuture::join).reduce(true, Boolean::logicalAnd);
        }
    }

    private boolean passes(Told told) {
        Order order = told.order();
        bank.fromAnyWrites(caller -> {
            Answer answer = caller.post("/v1/transfers", order.json(), WAIT_SECONDS);
            told.hear(answer);
            return answer;
        });
        return told.isFinal() && isShown(order);
    }

    private boolean isShown(Order order) {
        String path = order.path() + "?wait=" + WAIT_SECONDS;
        return bank.fromAnyReads(caller -> caller.get(path)) instanceof Answer.Said said
                && said.isGood()
                && !said.text("/status").equals("received");
    }

    /// Decided by that partition of the transfers, from an account in that of the instructions to
    /// one in the next.
    Order order(int partition) {
        String to = accounts.get((partition + 1) % PARTITIONS);
        return new Order(newId(partition), accounts.get(partition), to, 1, false);
    }

    /// A new id that one partition of the transfers decides.
    static UUID newId(int partition) {
        UUID id = Bank.newId();
        while (partitionOf(id.toString()) != partition) {
            id = Bank.newId();
        }
        return id;
    }

    private static int partitionOf(String id) {
        return Partitions.of(("default/" + id).getBytes(StandardCharsets.UTF_8), PARTITIONS);
    }
}
