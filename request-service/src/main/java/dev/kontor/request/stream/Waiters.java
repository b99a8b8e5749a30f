package dev.kontor.request.stream;

import dev.kontor.events.model.Reply;
import dev.kontor.events.model.ReplyTo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/// The requests of this instance that wait for an outcome, a bounded number of them.
///
/// Their addresses name the instance, which is another one after each start, so that an answer to a
/// request of an earlier life finds nobody.
public final class Waiters<S> {
    private final String instance;
    private final Semaphore room;
    private final AtomicLong lastNumber = new AtomicLong();
    private final Map<Long, Waiter<S>> waiting = new ConcurrentHashMap<>();
    private volatile boolean ended;

    /// @param instance of this start of this process
    /// @param most how many may wait; each keeps its outcome in memory until it is fetched
    public Waiters(String instance, int most) {
        this.instance = instance;
        this.room = new Semaphore(most);
    }

    /// Nobody if there is no room: then the request has to be answered without an outcome.
    public Optional<Waiter<S>> register() {
        if (!room.tryAcquire()) {
            return Optional.empty();
        }
        long number = lastNumber.incrementAndGet();
        Waiter<S> waiter = new Waiter<>(new ReplyTo(instance, number), this::leave);
        waiting.put(number, waiter);
        if (ended) {
            waiter.endWaiting();
        }
        return Optional.of(waiter);
    }

    /// Hands an answer to its waiter, if it is one of ours that still waits.
    public void answer(Reply reply, S recorded) {
        if (!reply.to().instance().equals(instance)) {
            return;
        }
        Waiter<S> waiter = waiting.get(reply.to().waiter());
        if (waiter != null) {
            waiter.answer(new Answer<>(reply.standing(), recorded));
        }
    }

    void answer(List<Reply> replies, S recorded) {
        replies.forEach(reply -> answer(reply, recorded));
    }

    /// From now on nobody waits: whoever does is answered without an outcome.
    void endWaiting() {
        ended = true;
        waiting.values().forEach(Waiter::endWaiting);
    }

    public int size() {
        return waiting.size();
    }

    private void leave(ReplyTo replyTo) {
        if (waiting.remove(replyTo.waiter()) != null) {
            room.release();
        }
    }
}
