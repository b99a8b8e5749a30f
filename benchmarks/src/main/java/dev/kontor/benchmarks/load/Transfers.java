package dev.kontor.benchmarks.load;

import java.util.SplittableRandom;
import java.util.UUID;

/// An endless flow of transfers, each with an id nobody has used.
///
/// Not thread-safe: one for each lane.
public final class Transfers {
    private static final int MOST = 9;

    private final Shape shape;
    private final Ids ids;
    private final SplittableRandom random = new SplittableRandom();

    /// @param amount whole minor units, 1 to 9
    public record Transfer(UUID id, Pair pair, int amount) {}

    public Transfers(Shape shape, Ids ids) {
        this.shape = shape;
        this.ids = ids;
    }

    public Transfer next() {
        return new Transfer(ids.next(random), shape.next(random), 1 + random.nextInt(MOST));
    }

    /// The next one, as JSON on one line.
    byte[] nextLine() {
        Transfer next = next();
        return TransferLine.of(next.id(), next.pair(), next.amount());
    }
}
