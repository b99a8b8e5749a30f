package dev.kontor.processing.rebuild;

import dev.kontor.processing.rebuild.Difference.OnlyLive;
import dev.kontor.processing.rebuild.Difference.OnlyRebuilt;
import dev.kontor.processing.rebuild.Difference.Other;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Some rows of a table, in the live state and in the one that was built again.
///
/// @param live the values as texts, by the key
record RowsOfTwo(
        ComparedTable table,
        SortedMap<String, List<@Nullable String>> live,
        SortedMap<String, List<@Nullable String>> rebuilt) {

    static RowsOfTwo read(
            ComparedTable table, List<Integer> buckets, JdbcClient live, JdbcClient rebuilt) {
        return new RowsOfTwo(table, read(table, buckets, live), read(table, buckets, rebuilt));
    }

    /// @return in the order of the keys
    List<Difference> differences() {
        SortedSet<String> keys = new TreeSet<>(live.keySet());
        keys.addAll(rebuilt.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String key : keys) {
            List<@Nullable String> here = live.get(key);
            List<@Nullable String> there = rebuilt.get(key);
            if (there == null) {
                differences.add(new OnlyLive(table.name(), key));
            } else if (here == null) {
                differences.add(new OnlyRebuilt(table.name(), key));
            } else if (!here.equals(there)) {
                differences.add(new Other(table.name(), key, columnsUnlike(here, there)));
            }
        }
        return differences;
    }

    private List<String> columnsUnlike(List<@Nullable String> here, List<@Nullable String> there) {
        return IntStream.range(0, table.columns().size())
                .filter(i -> !Objects.equals(here.get(i), there.get(i)))
                .mapToObj(table.columns()::get)
                .toList();
    }

    private static SortedMap<String, List<@Nullable String>> read(
            ComparedTable table, List<Integer> buckets, JdbcClient sql) {
        SortedMap<String, List<@Nullable String>> rows = new TreeMap<>();
        sql.sql(table.rowsSql())
                .param(buckets.toArray(Integer[]::new))
                .query(row -> {
                    List<@Nullable String> values = new ArrayList<>(table.columns().size());
                    for (int i = 0; i < table.columns().size(); i++) {
                        values.add(row.getString(i + 2));
                    }
                    rows.put(row.getString(1), values);
                });
        return rows;
    }
}
