package dev.kontor.benchmarks.rig;

import dev.kontor.local.LocalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What is kept where.
///
/// @param bytes of each topic, as `kafka NAME`; of each table with its indexes, as `postgres
///     SCHEMA.NAME`; and of all that PostgreSQL ever wrote to its WAL
public record Space(Map<String, Long> bytes) {
    public static final String WAL = "postgres WAL";

    private static final String TABLES =
            """
            select n.nspname || '.' || c.relname, pg_total_relation_size(c.oid)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r'
                and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
            """;
    private static final String WRITTEN = "select pg_current_wal_lsn() - '0/0'::pg_lsn";

    /// Looks at a Kontor now.
    public static Space of(Kontor kontor) {
        Map<String, Long> bytes = new TreeMap<>(topics(kontor.kafkaData()));
        bytes.putAll(of(kontor.databases(), List.of(LocalPostgres.DATABASE)).bytes());
        return new Space(bytes);
    }

    /// Looks at databases of one PostgreSQL now.
    public static Space of(Databases databases, List<String> names) {
        Map<String, Long> bytes = new TreeMap<>();
        for (String name : names) {
            try (Connection connection = databases.connect(name);
                    Statement statement = connection.createStatement()) {
                try (ResultSet table = statement.executeQuery(TABLES)) {
                    while (table.next()) {
                        bytes.merge("postgres " + table.getString(1), table.getLong(2), Long::sum);
                    }
                }
                try (ResultSet written = statement.executeQuery(WRITTEN)) {
                    written.next();
                    bytes.put(WAL, written.getLong(1));
                }
            } catch (SQLException e) {
                throw new IllegalStateException("PostgreSQL does not say what it keeps", e);
            }
        }
        return new Space(bytes);
    }

    /// What was added since an earlier look.
    public Space since(Space earlier) {
        Map<String, Long> added = new TreeMap<>();
        bytes.forEach((name, now) -> {
            long more = now - earlier.bytes().getOrDefault(name, 0L);
            if (more != 0) {
                added.put(name, more);
            }
        });
        return new Space(added);
    }

    /// Only the logs themselves count: a broker makes their indexes larger than what is in them.
    static Map<String, Long> topics(Path data) {
        Map<String, Long> bytes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(data, 2)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".log")).toList()) {
                String partition = String.valueOf(data.relativize(file).getName(0));
                int hyphen = partition.lastIndexOf('-');
                String topic = hyphen < 0 ? partition : partition.substring(0, hyphen);
                bytes.merge("kafka " + topic, Files.size(file), Long::sum);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes;
    }
}
