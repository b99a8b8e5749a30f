package dev.kontor.processing.rebuild;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What a table holds, in a few numbers: of each group of its rows how many there are and what the
/// hashes of their texts add up to. Two tables with the same rows have the same digest, in whatever
/// order they were written.
record Digest(SortedMap<Integer, Bucket> buckets) {

    record Bucket(long rows, BigInteger sum) {}

    static Digest of(ComparedTable table, JdbcClient sql) {
        SortedMap<Integer, Bucket> buckets = new TreeMap<>();
        sql.sql(table.digestSql())
                .query(row -> {
                    buckets.put(
                            row.getInt(1),
                            new Bucket(row.getLong(2), row.getBigDecimal(3).toBigIntegerExact()));
                });
        return new Digest(buckets);
    }

    long rows() {
        return buckets.values().stream().mapToLong(Bucket::rows).sum();
    }

    /// @return the groups that are not the same in both
    List<Integer> unlike(Digest other) {
        return IntStream.range(0, ComparedTable.BUCKETS)
                .filter(each -> !Objects.equals(buckets.get(each), other.buckets.get(each)))
                .boxed()
                .toList();
    }

    /// @return how many of `groups`, from the first on, hold that many rows; one at least
    int holding(List<Integer> groups, long rows) {
        long held = 0;
        for (int i = 0; i < groups.size(); i++) {
            Bucket bucket = buckets.get(groups.get(i));
            held += bucket == null ? 0 : bucket.rows();
            if (held >= rows) {
                return i + 1;
            }
        }
        return groups.size();
    }

    /// For people to compare.
    @Override
    public String toString() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] hash = sha256.digest(buckets.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
