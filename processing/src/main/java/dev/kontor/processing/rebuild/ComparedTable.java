package dev.kontor.processing.rebuild;

import java.util.List;
import java.util.stream.Collectors;

/// A table as it is compared.
///
/// @param key the columns that name a row; empty where nothing does
/// @param columns those that are compared, in the same order in both states
/// @param types of the columns; empty where they are not the table's own
/// @param source what stands behind `from`
record ComparedTable(
        String name, List<String> key, List<String> columns, List<String> types, String source) {

    /// So many groups of rows are summed up apart, so that one that differs is found by reading
    /// again a small part of its table.
    static final int BUCKETS = 4096;

    static ComparedTable of(CanonicalTable table) {
        return new ComparedTable(
                table.table(),
                table.key(),
                table.columns(),
                List.of(),
                "(" + table.select() + ") as " + quote(table.table()));
    }

    static ComparedTable plain(
            String name, List<String> key, List<String> columns, List<String> types) {
        return new ComparedTable(name, key, columns, types, quote(name));
    }

    /// How many rows there are of each bucket, and the sum of the beginnings of the SHA-256 of
    /// each row's text, in which the order of the rows does not count.
    String digestSql() {
        return """
        select %s, count(*), sum(
            ('x' || left(encode(sha256(convert_to(row(%s)::text, 'UTF8')), 'hex'), 16))
                ::bit(64)::bigint)
        from %s
        group by 1
        """
                .formatted(bucket(), list(columns), source);
    }

    /// The rows of some buckets, as texts: the key, then each column.
    String rowsSql() {
        String values =
                columns.stream()
                        .map(column -> quote(column) + "::text")
                        .collect(Collectors.joining(", "));
        return """
        select %s, %s
        from %s
        where %s = any (?)
        """
                .formatted(keyText(), values, source, bucket());
    }

    private String bucket() {
        return "(hashtextextended(%s, 0) & %d)::integer".formatted(keyText(), BUCKETS - 1);
    }

    private String keyText() {
        return "row(%s)::text".formatted(list(key));
    }

    private static String list(List<String> columns) {
        return columns.stream().map(ComparedTable::quote).collect(Collectors.joining(", "));
    }

    static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
