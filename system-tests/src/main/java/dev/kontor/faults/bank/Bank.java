package dev.kontor.faults.bank;

import dev.kontor.faults.bank.Violation.Kind;
import dev.kontor.faults.rig.Rig;
import dev.kontor.local.services.ServiceKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// Accounts between which a fixed sum of money goes round, and the clients that move it.
///
/// Each bank has accounts of its own, so that what one found wrong does not show in the next.
public final class Bank {
    static final String CURRENCY = "EUR";

    private static final int ACCOUNTS = 30;
    private static final long FUNDS = 100_000;
    private static final int TELLERS = 5;

    /// Each instance of two takes a thousand requests at once.
    private static final int FLOODERS = 2_600;

    /// What who is refused is told to wait.
    private static final long COME_AGAIN_MILLIS = 1_000;

    /// Enough for one in each partition, all but certainly.
    private static final int UNRECORDED = 150;

    private final String name;
    private final Rig rig;
    private final Journal journal = new Journal();
    private final List<String> accounts;
    private final Probe probe;
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean isOpen = true;
    private volatile boolean answersDemanded;

    /// @param name what its accounts begin with
    public Bank(String name, Rig rig) {
        this.name = name;
        this.rig = rig;
        this.accounts = IntStream.range(0, ACCOUNTS).mapToObj(i -> name + ".c" + i).toList();
        this.probe = new Probe(this);
    }

    /// Opens the accounts, gives them what they start with, and lets the clients begin.
    public void open() {
        openAccount(world(), "null");
        accounts.forEach(account -> openAccount(account, "0"));
        probe.accounts().forEach(account -> openAccount(account, "1000000000"));
        for (String account : accounts) {
            fund(journal.add(new Order(newId(), world(), account, FUNDS, false)));
        }
        for (int i = 0; i < TELLERS; i++) {
            Teller teller = new Teller(this, i);
            clients.add(Thread.ofVirtual().name("teller " + i).start(teller));
        }
        clients.add(Thread.ofVirtual().name("reader").start(new Reader(this)));
    }

    private void openAccount(String account, String limit) {
        String json =
                "{\"id\": \"%s\", \"currency\": \"%s\", \"overdraft_limit\": %s}"
                        .formatted(account, CURRENCY, limit);
        Answer answer = anyWrites().post("/v1/accounts", json, 10);
        if (!(answer instanceof Answer.Said said) || !said.isGood()) {
            throw new IllegalStateException("cannot open %s: %s".formatted(account, answer));
        }
    }

    private void fund(Told told) {
        Order order = told.order();
        if (!told.hear(anyWrites().post("/v1/transfers", order.json(), 10)) || !told.isFinal()) {
            throw new IllegalStateException("cannot fund " + order.to());
        }
    }

    /// Moves money through all partitions, and does not ask what comes of it: for what will be
    /// undone.
    public void moveUnrecorded() {
        for (int i = 0; i < UNRECORDED; i++) {
            String from = accounts.get(i % ACCOUNTS);
            String to = accounts.get((i + 1) % ACCOUNTS);
            Order order = new Order(newId(), from, to, 1, false);
            anyWrites().post("/v1/transfers", order.json(), 0);
        }
    }

    /// Asks for one transfer that one partition decides, until it is acknowledged, and does not
    /// wait for it: for what will be undone.
    public UUID acknowledgeUnrecorded(int partition) {
        Told told = new Told(probe.order(partition), new Journal());
        while (!told.hear(anyWrites().post("/v1/transfers", told.order().json(), 0))) {
            pause(COME_AGAIN_MILLIS);
        }
        return told.order().id();
    }

    /// Asks for transfers that one partition decides, and does not wait for any.
    ///
    /// @return those that were acknowledged
    public List<UUID> acknowledgeInto(int partition) {
        List<UUID> acknowledged = new ArrayList<>();
        for (int i = 0; i < ACCOUNTS; i++) {
            UUID id = Probe.newId(partition);
            String to = accounts.get((i + 1) % ACCOUNTS);
            Told told = journal.add(new Order(id, accounts.get(i), to, 1, false));
            if (told.hear(anyWrites().post("/v1/transfers", told.order().json(), 0))) {
                acknowledged.add(id);
            }
        }
        return acknowledged;
    }

    /// Whether a transfer is shown, and has ended.
    public boolean isShownFinal(UUID id) {
        return anyReads().get("/v1/transfers/" + id) instanceof Answer.Said said
                && said.isGood()
                && !said.text("/status").equals("received");
    }

    /// Whether the entries that are shown make zero with what is in flight.
    public boolean isBalanced() {
        if (!(anyReads().get("/v1/trial-balance") instanceof Answer.Said said) || !said.isGood()) {
            return false;
        }
        for (JsonNode each : said.body().at("/data")) {
            if (each.at("/sum").asLong() + each.at("/in_flight").asLong() != 0) {
                return false;
            }
        }
        return true;
    }

    /// Lets no client begin anything more, and waits until each has finished what it is at.
    public void close() throws InterruptedException {
        isOpen = false;
        for (Thread client : clients) {
            if (!client.join(Duration.ofMinutes(3))) {
                journal.violated(Kind.UNDRAINED, client.getName() + " does not come to an end");
            }
        }
    }

    public Journal journal() {
        return journal;
    }

    /// Whether every partition moves money within some seconds, and shows it.
    public Probe probe() {
        return probe;
    }

    boolean isOpen() {
        return isOpen;
    }

    String name() {
        return name;
    }

    /// The account without limit that the money came from.
    String world() {
        return name + ".world";
    }

    /// Whose money goes round.
    List<String> accounts() {
        return accounts;
    }

    List<String> allAccounts() {
        List<String> all = new ArrayList<>(accounts);
        all.add(world());
        all.addAll(probe.accounts());
        return all;
    }

    /// One for each instance that takes requests.
    List<Caller> writes() {
        return callers(ServiceKind.REQUEST_SERVICE);
    }

    Caller anyWrites() {
        return any(writes());
    }

    Caller anyReads() {
        return any(callers(ServiceKind.QUERY_SERVICE));
    }

    /// From whichever instance answers first, as whoever balances load would have it.
    Answer fromAnyWrites(Function<Caller, Answer> call) {
        return fromAny(ServiceKind.REQUEST_SERVICE, call);
    }

    Answer fromAnyReads(Function<Caller, Answer> call) {
        return fromAny(ServiceKind.QUERY_SERVICE, call);
    }

    private Answer fromAny(ServiceKind kind, Function<Caller, Answer> call) {
        List<Caller> callers = new ArrayList<>(callers(kind));
        Collections.shuffle(callers);
        Answer answer = new Answer.Nothing("nobody is there");
        for (Caller caller : callers) {
            answer = call.apply(caller);
            if (answer instanceof Answer.Said) {
                return answer;
            }
        }
        return answer;
    }

    private List<Caller> callers(ServiceKind kind) {
        return rig.clientUrls(kind).stream().map(url -> new Caller(url, this::unanswered)).toList();
    }

    private static Caller any(List<Caller> callers) {
        return callers.get(ThreadLocalRandom.current().nextInt(callers.size()));
    }

    /// From now on each call must be answered, be it by a refusal.
    public void demandAnswers(boolean demand) {
        answersDemanded = demand;
    }

    private void unanswered(String call) {
        if (answersDemanded) {
            journal.violated(Kind.ANSWERED_WRONG, "no answer: " + call);
        }
    }

    /// Sends as many requests as it can for a while, waiting for the outcome of none.
    public void flood(Duration lasts) {
        long end = System.nanoTime() + lasts.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < FLOODERS; i++) {
                String from = accounts.get(i % ACCOUNTS);
                String to = accounts.get((i + 1) % ACCOUNTS);
                threads.execute(() -> {
                    while (System.nanoTime() < end) {
                        Told told = journal.add(new Order(newId(), from, to, 1, false));
                        if (!told.hear(anyWrites().post("/v1/transfers", told.order().json(), 0))) {
                            pause(COME_AGAIN_MILLIS);
                        }
                    }
                });
            }
        }
    }

    /// A client's own pause between two calls.
    static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// A new id that grows with time (UUIDv7).
    static UUID newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (System.currentTimeMillis() << 16) | 0x7000 | random.nextInt(0x1000);
        return new UUID(high, (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | (1L << 63));
    }
}
