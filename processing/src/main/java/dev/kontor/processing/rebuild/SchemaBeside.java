package dev.kontor.processing.rebuild;

import dev.kontor.processing.Migrations;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The schema in which a state is built again. It belongs to the service's role and is empty unless
/// a rebuild is under way or was interrupted.
record SchemaBeside(Schema schema) {
    private static final String MAY_CREATE =
            """
            select case when to_regnamespace(?) is null then false
                        else has_schema_privilege(to_regnamespace(?), 'create') end
            """;

    /// @throws RebuildException with the statement that is missing if nothing can be made there
    void requireUsable() {
        String name = schema.name();
        boolean mayCreate = sql().sql(MAY_CREATE).params(name, name).query(Boolean.class).single();
        if (!mayCreate) {
            throw new RebuildException(
                    """
                    This database was made by an earlier version, and there is no schema %s to \
                    build in. A superuser has to make it, once:
                      create schema %s authorization %s;\
                    """
                            .formatted(name, name, role()));
        }
    }

    boolean isEmpty() {
        return schema.tables().isEmpty() && schema.types().isEmpty();
    }

    /// Whether that build began here and can go on.
    boolean isOf(String build) {
        return schema.hasTable(Schema.MARK)
                && sql().sql("select build from rebuild")
                        .query(String.class)
                        .list()
                        .equals(List.of(build));
    }

    void make(Flyway flyway, String build) {
        Migrations.migrate(flyway);
        // Last, for what is not marked is not gone on with.
        sql().sql("create table rebuild (build text primary key)").update();
        sql().sql("insert into rebuild (build) values (?)").param(build).update();
    }

    void clear() {
        // First, so that what is left of an interrupted clearing is not gone on with.
        sql().sql("drop table if exists rebuild").update();
        for (String table : schema.tables()) {
            sql().sql("drop table " + ComparedTable.quote(table) + " cascade").update();
        }
        for (String type : schema.types()) {
            sql().sql("drop type " + ComparedTable.quote(type) + " cascade").update();
        }
    }

    private String role() {
        return sql().sql("select current_user").query(String.class).single();
    }

    private JdbcClient sql() {
        return schema.sql();
    }
}
