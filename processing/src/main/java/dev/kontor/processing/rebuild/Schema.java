package dev.kontor.processing.rebuild;

import dev.kontor.processing.Migrations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What stands in a schema, by PostgreSQL's own catalogs.
///
/// @param sql sees the schema
record Schema(String name, JdbcClient sql) {
    /// Of a rebuild that is under way: which build made the tables.
    static final String MARK = "rebuild";

    /// Not state: where it stands, what is to be sent, how the tables were made.
    private static final Set<String> NO_STATE =
            Set.of("position", "outbox", "flyway_schema_history", Migrations.SHELL_HISTORY, MARK);

    private static final String TABLES =
            """
            select relname from pg_class
            where relnamespace = to_regnamespace(?) and relkind in ('r', 'p')
            order by relname
            """;

    /// The types that tables do not bring along by themselves.
    private static final String TYPES =
            """
            select typname from pg_type
            where typnamespace = to_regnamespace(?) and typtype in ('e', 'd')
            order by typname
            """;

    private static final String COLUMNS =
            """
            select c.relname, a.attname, t.typname,
                   array_position(i.indkey::int2[], a.attnum) as place
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            join pg_type t on t.oid = a.atttypid
            left join pg_index i on i.indrelid = c.oid and i.indisprimary
            where c.relnamespace = to_regnamespace(?) and c.relkind in ('r', 'p')
            order by c.relname, a.attname
            """;

    List<String> tables() {
        return names(TABLES);
    }

    List<String> types() {
        return names(TYPES);
    }

    boolean hasTable(String table) {
        return tables().contains(table);
    }

    /// By which migrations the tables were made.
    List<String> migrations() {
        List<String> migrations = new ArrayList<>();
        for (String history : List.of("flyway_schema_history", Migrations.SHELL_HISTORY)) {
            if (hasTable(history)) {
                migrations.addAll(migrations(history));
            }
        }
        return migrations;
    }

    private List<String> migrations(String history) {
        String select =
                """
                select coalesce(version, '') || ' ' || script || ' ' || coalesce(checksum, 0)
                from %s where success order by 1
                """
                        .formatted(history);
        return sql.sql(select).query(String.class).list();
    }

    /// All tables that are state: so a new one cannot be forgotten.
    ///
    /// @param canonical those that are compared by what they say, and not by their rows
    SortedMap<String, ComparedTable> state(Map<String, CanonicalTable> canonical) {
        SortedMap<String, ComparedTable> state = new TreeMap<>();
        columns()
                .forEach((table, columns) -> {
                    CanonicalTable other = canonical.get(table);
                    state.put(
                            table, other == null ? plain(table, columns) : ComparedTable.of(other));
                });
        return state;
    }

    /// @param place in the primary key, from 0; null: no part of it
    private record Column(String name, String type, @Nullable Integer place) {}

    private Map<String, List<Column>> columns() {
        Map<String, List<Column>> columns = new LinkedHashMap<>();
        sql.sql(COLUMNS)
                .param(name)
                .query(row -> {
                    if (!NO_STATE.contains(row.getString(1))) {
                        columns.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                                .add(
                                        new Column(
                                                row.getString(2),
                                                row.getString(3),
                                                row.getObject(4, Integer.class)));
                    }
                });
        return columns;
    }

    private static ComparedTable plain(String table, List<Column> columns) {
        SortedMap<Integer, String> key = new TreeMap<>();
        for (Column column : columns) {
            if (column.place() != null) {
                key.put(column.place(), column.name());
            }
        }
        return ComparedTable.plain(
                table,
                List.copyOf(key.values()),
                columns.stream().map(Column::name).toList(),
                columns.stream().map(Column::type).toList());
    }

    private List<String> names(String select) {
        return sql.sql(select).param(name).query(String.class).list();
    }
}
