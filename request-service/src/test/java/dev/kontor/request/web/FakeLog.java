package dev.kontor.request.web;

import dev.kontor.events.model.AccountCommandSnapshot;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.AccountStatus;
import dev.kontor.events.model.CommandStatus;
import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.OpenAccount;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Rejection;
import dev.kontor.events.model.Reply.Standing;
import dev.kontor.events.model.TransferCommandSnapshot;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.events.model.TransferStatus;
import dev.kontor.request.stream.Answer;
import dev.kontor.request.stream.AppendFate;
import dev.kontor.request.stream.CommandReply;
import dev.kontor.request.stream.Context;
import dev.kontor.request.stream.Log;
import dev.kontor.request.stream.WaitingRoom;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A log in memory, and cores behind it that decide at once.
final class FakeLog implements Log {
    private final WaitingRoom room;
    private final Map<TransferKey, TransferSnapshot> transfers = new ConcurrentHashMap<>();
    private final Map<AccountKey, AccountSnapshot> accounts = new ConcurrentHashMap<>();
    private final Map<String, TransferCommandSnapshot> transferCommands = new ConcurrentHashMap<>();
    private final Map<String, AccountCommandSnapshot> accountCommands = new ConcurrentHashMap<>();
    private final Queue<Context> contexts = new ConcurrentLinkedQueue<>();
    private final Queue<CompletableFuture<AppendFate>> held = new ConcurrentLinkedQueue<>();
    private final AtomicLong appends = new AtomicLong();
    private volatile AppendFate fate = AppendFate.DURABLE;
    private volatile boolean admits = true;
    private volatile boolean holds;
    private volatile boolean decides = true;
    private volatile UnaryOperator<TransferSnapshot> decision = FakeLog::posted;
    private volatile @Nullable Refusal refusal;

    FakeLog(WaitingRoom room) {
        this.room = room;
    }

    @Override
    public boolean admits() {
        return admits;
    }

    @Override
    public CompletableFuture<AppendFate> append(TransferRecord record, Context context) {
        return switch (record) {
            case TransferRecord.Requested requested -> append(requested, context);
            case TransferRecord.Commanded commanded -> append(commanded, context);
            case TransferRecord.ExpiryDue _, TransferRecord.Answered _ ->
                    throw new AssertionError("not ours: " + record);
        };
    }

    @Override
    public CompletableFuture<AppendFate> append(InstructionRecord record, Context context) {
        return switch (record) {
            case InstructionRecord.OpeningRequested opening -> append(opening, context);
            case InstructionRecord.AccountCommanded commanded -> append(commanded, context);
            case InstructionRecord.Instructed _ -> throw new AssertionError("not ours: " + record);
        };
    }

    private CompletableFuture<AppendFate> append(
            TransferRecord.Requested transfer, Context context) {
        TransferSnapshot asked = TransferSnapshot.received(transfer.key(), transfer.request());
        if (decides) {
            TransferSnapshot recorded = transfers.putIfAbsent(asked.key(), decision.apply(asked));
            context.replyTo()
                    .ifPresent(to ->
                            room.transfers()
                                    .answer(
                                            to.as(
                                                    recorded == null
                                                            ? Standing.FIRST
                                                            : standing(
                                                                    recorded.digest(),
                                                                    asked.digest())),
                                            transfers.get(asked.key())));
        }
        return appended(context);
    }

    private CompletableFuture<AppendFate> append(
            InstructionRecord.OpeningRequested opening, Context context) {
        AccountSnapshot asked = opened(opening.key(), opening.opening());
        if (decides) {
            AccountSnapshot recorded = accounts.putIfAbsent(asked.key(), asked);
            context.replyTo()
                    .ifPresent(to ->
                            room.accounts()
                                    .answer(
                                            to.as(
                                                    recorded == null
                                                            ? Standing.FIRST
                                                            : standing(
                                                                    recorded.digest(),
                                                                    asked.digest())),
                                            recorded == null ? asked : recorded));
        }
        return appended(context);
    }

    private CompletableFuture<AppendFate> append(
            TransferRecord.Commanded command, Context context) {
        if (decides) {
            var answer = answer(command);
            context.replyTo()
                    .ifPresent(to ->
                            room.transferCommands()
                                    .answer(to.as(answer.standing()), answer.recorded()));
        }
        return appended(context);
    }

    private Answer<CommandReply<TransferSnapshot, TransferCommandSnapshot>> answer(
            TransferRecord.Commanded command) {
        TransferSnapshot transfer = transfers.get(command.key());
        if (transfer == null) {
            return new Answer<>(Standing.FIRST, new CommandReply.NotFound<>());
        }
        TransferCommandSnapshot asked = decided(command);
        TransferCommandSnapshot known =
                transferCommands.putIfAbsent(command.key() + "/" + asked.id(), asked);
        return known == null
                ? new Answer<>(Standing.FIRST, new CommandReply.Recorded<>(transfer, asked))
                : new Answer<>(
                        standing(known.digest(), asked.digest()),
                        new CommandReply.Recorded<>(transfer, known));
    }

    private CompletableFuture<AppendFate> append(
            InstructionRecord.AccountCommanded command, Context context) {
        if (decides) {
            var answer = answer(command);
            context.replyTo()
                    .ifPresent(to ->
                            room.accountCommands()
                                    .answer(to.as(answer.standing()), answer.recorded()));
        }
        return appended(context);
    }

    private Answer<CommandReply<AccountSnapshot, AccountCommandSnapshot>> answer(
            InstructionRecord.AccountCommanded command) {
        AccountSnapshot account = accounts.get(command.key());
        if (account == null) {
            return new Answer<>(Standing.FIRST, new CommandReply.NotFound<>());
        }
        AccountCommandSnapshot asked = decided(command);
        AccountCommandSnapshot known =
                accountCommands.putIfAbsent(command.key() + "/" + asked.id(), asked);
        return known == null
                ? new Answer<>(Standing.FIRST, new CommandReply.Recorded<>(account, asked))
                : new Answer<>(
                        standing(known.digest(), asked.digest()),
                        new CommandReply.Recorded<>(account, known));
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
        transferCommands.clear();
        accountCommands.clear();
        contexts.clear();
        held.clear();
        appends.set(0);
        fate = AppendFate.DURABLE;
        admits = true;
        holds = false;
        decides = true;
        decision = FakeLog::posted;
        refusal = null;
    }

    /// From now on appends end so, and nothing comes of them.
    void failWith(AppendFate failure) {
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

    /// From now on every command is rejected.
    void rejectCommands(Refusal why) {
        refusal = why;
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

    private CompletableFuture<AppendFate> appended(Context context) {
        appends.incrementAndGet();
        if (contexts.size() < 100) {
            contexts.add(context);
        }
        if (holds) {
            CompletableFuture<AppendFate> later = new CompletableFuture<>();
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

    private TransferCommandSnapshot decided(TransferRecord.Commanded command) {
        Refusal why = refusal;
        return new TransferCommandSnapshot(
                command.commandId(),
                command.command(),
                command.command().amountMinor(),
                why == null ? CommandStatus.DONE : CommandStatus.REJECTED,
                why == null ? null : new Rejection(why, null),
                ContentDigest.of(command.command()),
                Conflicts.NONE,
                command.receivedAt(),
                command.receivedAt());
    }

    private AccountCommandSnapshot decided(InstructionRecord.AccountCommanded command) {
        Refusal why = refusal;
        return new AccountCommandSnapshot(
                command.commandId(),
                command.command(),
                why == null ? CommandStatus.DONE : CommandStatus.REJECTED,
                why,
                ContentDigest.of(command.command()),
                Conflicts.NONE,
                command.receivedAt(),
                command.receivedAt());
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
