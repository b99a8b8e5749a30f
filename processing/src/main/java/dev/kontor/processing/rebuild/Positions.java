package dev.kontor.processing.rebuild;

import dev.kontor.processing.Position;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What a state was made of: how far each partition has been applied. Those of which nothing has
/// been are left out.
record Positions(Map<Partition, Position> all) {
    private static final String SELECT =
            """
            select topic, partition, next_offset, leader_epoch, record_hash
            from position
            where next_offset > 0
            """;

    record Partition(String topic, int number) {
        @Override
        public String toString() {
            return topic + "-" + number;
        }
    }

    /// @param sql sees the state's schema
    static Positions read(JdbcClient sql) {
        Map<Partition, Position> all = new HashMap<>();
        sql.sql(SELECT)
                .query(row -> {
                    all.put(
                            new Partition(row.getString(1), row.getInt(2)),
                            new Position(
                                    row.getLong(3),
                                    row.getObject(4, Integer.class),
                                    row.getBytes(5)));
                });
        return new Positions(all);
    }

    /// @return the offset of the next record of each partition of a topic
    Map<Integer, Long> next(String topic) {
        Map<Integer, Long> next = new HashMap<>();
        all.forEach((partition, position) -> {
            if (partition.topic().equals(topic)) {
                next.put(partition.number(), position.next());
            }
        });
        return next;
    }

    /// How many records have been applied.
    long records() {
        return all.values().stream().mapToLong(Position::next).sum();
    }

    /// @return a partition of which more has been applied here than there
    Optional<Partition> aheadOf(Positions there) {
        return first(there, (mine, other) -> mine != null && mine.next() > next(other));
    }

    /// @return a partition of which not the same has been applied here and there
    Optional<Partition> unlike(Positions there) {
        return first(there, (mine, other) -> !isSame(mine, other));
    }

    private Optional<Partition> first(
            Positions there, BiPredicate<@Nullable Position, @Nullable Position> which) {
        return Stream.concat(all.keySet().stream(), there.all.keySet().stream())
                .filter(each -> which.test(all.get(each), there.all.get(each)))
                .findFirst();
    }

    private static long next(@Nullable Position position) {
        return position == null ? 0 : position.next();
    }

    private static boolean isSame(@Nullable Position a, @Nullable Position b) {
        if (a == null || b == null) {
            return a == null && b == null;
        }
        return a.next() == b.next()
                && Objects.equals(a.leaderEpoch(), b.leaderEpoch())
                && Arrays.equals(a.hash(), b.hash());
    }
}
