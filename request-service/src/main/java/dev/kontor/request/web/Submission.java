package dev.kontor.request.web;

import dev.kontor.request.stream.AppendFate;
import dev.kontor.request.stream.Context;
import dev.kontor.request.stream.Log;
import dev.kontor.request.stream.Waiter;
import dev.kontor.request.stream.Waiters;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One request on its way: appended, and waited for.
final class Submission<S> implements AutoCloseable {
    /// Appends tell their fate earlier by themselves; this is for the case that they do not. It
    /// leaves a second of the ten in which every request is answered.
    private static final Duration LONGEST_APPEND = Duration.ofSeconds(9);

    private final CompletableFuture<AppendFate> fate;
    private final Optional<Waiter<S>> waiter;
    private final Duration wait;
    private final long begunAt;

    private Submission(
            CompletableFuture<AppendFate> fate,
            Optional<Waiter<S>> waiter,
            Duration wait,
            long begunAt) {
        this.fate = fate;
        this.waiter = waiter;
        this.wait = wait;
        this.begunAt = begunAt;
    }

    /// @param wait how long to wait for the outcome, from now
    static <S> Submission<S> send(
            Log log,
            Waiters<S> waiters,
            Write<S, ?> write,
            Duration wait,
            Optional<String> traceparent) {
        long begunAt = System.nanoTime(); // an append may take its time before it returns
        Optional<Waiter<S>> waiter = wait.isPositive() ? waiters.register() : Optional.empty();
        Context context = new Context(waiter.map(Waiter::replyTo), traceparent);
        return new Submission<>(write.appendTo(log, context), waiter, wait, begunAt);
    }

    /// Ends the waiting, too.
    Submitted<S> await() throws InterruptedException {
        AppendFate known = awaitFate(LONGEST_APPEND.minus(sinceBegun())).orElse(AppendFate.UNKNOWN);
        Duration left = known == AppendFate.DURABLE ? wait.minus(sinceBegun()) : Duration.ZERO;
        if (waiter.isPresent()) {
            // An answer proves that it is in the log, whatever became of the acknowledgement.
            var answer = waiter.get().await(left);
            if (answer.isPresent()) {
                return new Submitted.Decided<>(answer.get());
            }
        }
        return switch (known) {
            case DURABLE -> new Submitted.Received<>();
            case REFUSED -> new Submitted.Refused<>();
            case UNKNOWN -> new Submitted.Unknown<>();
        };
    }

    /// Whether [#await] would not wait, be it only after a moment.
    boolean isSettledWithin(Duration moment) throws InterruptedException {
        Optional<AppendFate> known = awaitFate(moment);
        if (known.isEmpty()) {
            return false;
        }
        return known.get() != AppendFate.DURABLE
                || waiter.isEmpty()
                || waiter.get().await(moment).isPresent();
    }

    @Override
    public void close() {
        waiter.ifPresent(Waiter::close);
    }

    private Optional<AppendFate> awaitFate(Duration time) throws InterruptedException {
        try {
            return Optional.of(fate.get(Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("appends tell their fate and do not fail", e);
        }
    }

    private Duration sinceBegun() {
        return Duration.ofNanos(System.nanoTime() - begunAt);
    }
}
