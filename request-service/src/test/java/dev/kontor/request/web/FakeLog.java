package dev.kontor.request.web;

import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.AccountStatus;
import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.OpenAccount;
import dev.kontor.events.model.Reply.Standing;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.events.model.TransferStatus;
import dev.kontor.request.stream.Context;
import dev.kontor.request.stream.Fate;
import dev.kontor.request.stream.Log;
import dev.kontor.request.stream.Waiters;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/// A log in memory, and cores behind it that decide at once.
final class FakeLog implements Log {
    private final Waiters<TransferSnapshot> transferWaiters;
    private final Waiters<AccountSnapshot> accountWaiters;
    private final Map<TransferKey, TransferSnapshot> transfers = new ConcurrentHashMap<>();
    private final Map<AccountKey, AccountSnapshot> accounts = new ConcurrentHashMap<>();
    private final Queue<Context> contexts = new ConcurrentLinkedQueue<>();
    private final Queue<CompletableFuture<Fate>> held = new ConcurrentLinkedQueue<>();
    private final AtomicLong appends = new AtomicLong();
    private volatile Fate fate = Fate.DURABLE;
    private volatile boolean admits = true;
    private volatile boolean holds;
    private volatile boolean decides = true;
    private volatile UnaryOperator<TransferSnapshot> decision = FakeLog::posted;

    FakeLog(Waiters<TransferSnapshot> transferWaiters, Waiters<AccountSnapshot> accountWaiters) {
        this.transferWaiters = transferWaiters;
        this.accountWaiters = accountWaiters;
    }

    @Override
    public boolean admits() {
        return admits;
    }

    @Override
    public CompletableFuture<Fate> append(TransferRecord record, Context context) {
        return switch (record) {
            case TransferRecord.Requested requested -> append(requested, context);
            case TransferRecord.Commanded _,
                    TransferRecord.ExpiryDue _,
                    TransferRecord.Answered _ ->
                    throw new AssertionError("nobody asks for this yet: " + record);
        };
    }

    @Override
    public CompletableFuture<Fate> append(InstructionRecord record, Context context) {
        return switch (record) {
            case InstructionRecord.OpeningRequested opening -> append(opening, context);
            case InstructionRecord.AccountCommanded _, InstructionRecord.Instructed _ ->
                    throw new AssertionError("nobody asks for this yet: " + record);
        };
    }

    private CompletableFuture<Fate> append(TransferRecord.Requested transfer, Context context) {
        TransferSnapshot asked = TransferSnapshot.received(transfer.key(), transfer.request());
        if (decides) {
            TransferSnapshot recorded = transfers.putIfAbsent(asked.key(), decision.apply(asked));
            context.replyTo()
                    .ifPresent(to ->
                            transferWaiters.answer(
                                    to.as(
                                            recorded == null
                                                    ? Standing.FIRST
                                                    : standing(recorded.digest(), asked.digest())),
                                    transfers.get(asked.key())));
        }
        return appended(context);
    }

    private CompletableFuture<Fate> append(
            InstructionRecord.OpeningRequested opening, Context context) {
        AccountSnapshot asked = opened(opening.key(), opening.opening());
        if (decides) {
            AccountSnapshot recorded = accounts.putIfAbsent(asked.key(), asked);
            context.replyTo()
                    .ifPresent(to ->
                            accountWaiters.answer(
                                    to.as(
                                            recorded == null
                                                    ? Standing.FIRST
                                                    : standing(recorded.digest(), asked.digest())),
                                    recorded == null ? asked : recorded));
        }
        return appended(context);
    }

    long appends() {
        return appends.get();
    }

    List<Context> contexts() {
        return List.copyOf(contexts);
    }

    /// As it was made, without anything that a test did to it.
    void reset() {
        transfers.clear();
        accounts.clear();
        contexts.clear();
        held.clear();
        appends.set(0);
        fate = Fate.DURABLE;
        admits = true;
        holds = false;
        decides = true;
        decision = FakeLog::posted;
    }

    /// From now on appends end so, and nothing comes of them.
    void failWith(Fate failure) {
        fate = failure;
        decides = false;
    }

    /// From now on nobody should append who cannot wait.
    void fallSilent() {
        admits = false;
    }

    /// From now on nothing is decided.
    void decideNothing() {
        decides = false;
    }

    void decideBy(UnaryOperator<TransferSnapshot> how) {
        decision = how;
    }

    /// From now on appends are acknowledged by [#release] only.
    void hold() {
        holds = true;
    }

    int held() {
        return held.size();
    }

    void release() {
        holds = false;
        for (var next = held.poll(); next != null; next = held.poll()) {
            next.complete(fate);
        }
    }

    private CompletableFuture<Fate> appended(Context context) {
        appends.incrementAndGet();
        if (contexts.size() < 100) {
            contexts.add(context);
        }
        if (holds) {
            CompletableFuture<Fate> later = new CompletableFuture<>();
            held.add(later);
            return later;
        }
        return CompletableFuture.completedFuture(fate);
    }

    private static Standing standing(ContentDigest recorded, ContentDigest asked) {
        return recorded.equals(asked) ? Standing.REPEAT : Standing.CONFLICT;
    }

    private static TransferSnapshot posted(TransferSnapshot asked) {
        return decided(asked, TransferStatus.POSTED);
    }

    static TransferSnapshot decided(TransferSnapshot asked, TransferStatus status) {
        return new TransferSnapshot(
                asked.key(),
                asked.request(),
                asked.digest(),
                status,
                List.of(),
                0,
                0,
                0,
                0,
                null,
                Conflicts.NONE,
                asked.request().receivedAt(),
                List.of());
    }

    private static AccountSnapshot opened(AccountKey key, OpenAccount opening) {
        return new AccountSnapshot(
                key,
                opening,
                ContentDigest.of(opening),
                AccountStatus.OPEN,
                opening.overdraftLimit(),
                BigInteger.ZERO,
                0,
                1,
                opening.receivedAt(),
                opening.receivedAt(),
                Conflicts.NONE);
    }
}
