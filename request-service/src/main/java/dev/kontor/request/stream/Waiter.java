package dev.kontor.request.stream;

import dev.kontor.events.model.ReplyTo;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// One request that waits for its outcome. Must be closed, answered or not.
public final class Waiter<S> implements AutoCloseable {
    private final ReplyTo replyTo;
    private final Consumer<ReplyTo> leave;
    private final CompletableFuture<Optional<Answer<S>>> answer = new CompletableFuture<>();

    Waiter(ReplyTo replyTo, Consumer<ReplyTo> leave) {
        this.replyTo = replyTo;
        this.leave = leave;
    }

    public ReplyTo replyTo() {
        return replyTo;
    }

    /// Nothing if there is no answer in that time, or nobody is to wait any more.
    public Optional<Answer<S>> await(Duration time) throws InterruptedException {
        try {
            return answer.get(Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("answers never fail", e);
        }
    }

    /// The first one counts.
    void answer(Answer<S> given) {
        answer.complete(Optional.of(given));
    }

    void endWaiting() {
        answer.complete(Optional.empty());
    }

    @Override
    public void close() {
        leave.accept(replyTo);
    }
}
