package dev.kontor.faults.bank;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/// What the clients know: every id that they sent and what they were told of it, and everything
/// that they were told and that must not be.
public final class Journal {
    private final Map<UUID, Told> transfers = new ConcurrentHashMap<>();
    private final Queue<Violation> violations = new ConcurrentLinkedQueue<>();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong badRecords = new AtomicLong();
    private volatile Duration clocksOff = Duration.ZERO;

    /// From now on some clock may be as much before or behind that of the clients.
    public void clocksAreOffBy(Duration off) {
        clocksOff = off;
    }

    Duration clocksOff() {
        return clocksOff;
    }

    Told add(Order order) {
        Told told = new Told(order, this);
        transfers.put(order.id(), told);
        return told;
    }

    Collection<Told> transfers() {
        return transfers.values();
    }

    void violated(Violation.Kind kind, String sentence) {
        violations.add(new Violation(kind, sentence));
    }

    /// Some other promise was not kept.
    public void broken(String sentence) {
        violated(Violation.Kind.UNNOTICED, sentence);
    }

    /// Nothing went on for that long, although nothing was wrong any more.
    public void stoodStill(Duration patience) {
        violated(Violation.Kind.UNDRAINED, "did not go on within " + patience.toSeconds() + " s");
    }

    /// A fault has put so many records into the log that nobody can read.
    public void wroteBadRecords(int count) {
        badRecords.addAndGet(count);
    }

    public long badRecords() {
        return badRecords.get();
    }

    void wasRefused() {
        refused.incrementAndGet();
    }

    /// How many requests were refused before anything was sent.
    public long refused() {
        return refused.get();
    }

    /// What was promised and not kept.
    public Collection<Violation> violations() {
        return violations;
    }

    /// How many transfers were acknowledged.
    public long acknowledged() {
        return transfers.values().stream().filter(Told::isAcknowledged).count();
    }
}
