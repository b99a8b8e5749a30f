package dev.kontor.request.web;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What is on its way between one thread that puts and one that takes, in order: a bounded number,
/// of bounded weight together.
final class Window<T> {
    private record Item<T>(T value, int weight) {}

    private final int mostItems;
    private final int mostWeight;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Item<T>> items = new ArrayDeque<>();
    private long weight;
    private boolean finished;
    private boolean abandoned;

    Window(int mostItems, int mostWeight) {
        this.mostItems = mostItems;
        this.mostWeight = mostWeight;
    }

    /// Waits for room; one item always has it, be it as heavy as it may.
    ///
    /// @return false if nobody takes any more
    boolean put(T value, int weight) throws InterruptedException {
        lock.lock();
        try {
            while (!abandoned && isFullFor(weight)) {
                changed.await();
            }
            if (abandoned) {
                return false;
            }
            items.addLast(new Item<>(value, weight));
            this.weight += weight;
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Nothing more will be put.
    void finish() {
        lock.lock();
        try {
            finished = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The oldest item, which stays in; nothing if none comes in that time or ever.
    Optional<T> peek(Duration time) throws InterruptedException {
        long nanos = time.toNanos();
        lock.lockInterruptibly();
        try {
            while (items.isEmpty() && !finished && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return Optional.ofNullable(items.peekFirst()).map(Item::value);
        } finally {
            lock.unlock();
        }
    }

    /// As [#peek(Duration)], waiting for as long as something can come.
    Optional<T> peek() throws InterruptedException {
        return peek(Duration.ofNanos(TimeUnit.DAYS.toNanos(365)));
    }

    /// Makes room of the oldest item.
    void remove() {
        lock.lock();
        try {
            weight -= items.removeFirst().weight();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Nothing more will be taken.
    ///
    /// @return what was on its way
    List<T> abandon() {
        lock.lock();
        try {
            abandoned = true;
            List<T> left = items.stream().map(Item::value).toList();
            items.clear();
            weight = 0;
            changed.signalAll();
            return left;
        } finally {
            lock.unlock();
        }
    }

    private boolean isFullFor(int more) {
        return !items.isEmpty() && (items.size() >= mostItems || weight + more > mostWeight);
    }
}
