package dev.kontor.processing.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.processing.Position;
import dev.kontor.processing.rebuild.Positions.Partition;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PositionsTest {
    private static final Partition FIRST = new Partition("transfers", 0);
    private static final Partition SECOND = new Partition("transfers", 1);
    private static final Positions LIVE =
            new Positions(Map.of(FIRST, position(5, 'a'), SECOND, position(3, 'b')));

    @Test
    void areAlikeIfTheSameRecordsWereTheLast() {
        assertThat(LIVE.unlike(new Positions(Map.copyOf(LIVE.all())))).isEmpty();
        assertThat(with(position(5, 'x')).unlike(LIVE)).contains(FIRST);
        assertThat(with(new Position(5, 2, new byte[] {'a'})).unlike(LIVE)).contains(FIRST);
        assertThat(new Positions(Map.of(FIRST, position(5, 'a'))).unlike(LIVE)).contains(SECOND);
    }

    @Test
    void areAheadWhereMoreHasBeenApplied() {
        assertThat(LIVE.aheadOf(LIVE)).isEmpty();
        assertThat(with(position(4, 'a')).aheadOf(LIVE)).isEmpty();
        assertThat(with(position(6, 'a')).aheadOf(LIVE)).contains(FIRST);
        assertThat(LIVE.aheadOf(new Positions(Map.of(FIRST, position(5, 'a'))))).contains(SECOND);
    }

    @Test
    void countRecords() {
        assertThat(LIVE.records()).isEqualTo(8);
        assertThat(LIVE.next("transfers")).isEqualTo(Map.of(0, 5L, 1, 3L));
        assertThat(LIVE.next("instructions")).isEmpty();
    }

    private static Positions with(Position first) {
        return new Positions(Map.of(FIRST, first, SECOND, position(3, 'b')));
    }

    private static Position position(long next, char hash) {
        return new Position(next, 1, new byte[] {(byte) hash});
    }
}
