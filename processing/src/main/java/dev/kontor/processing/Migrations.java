package dev.kontor.processing;

import org.flywaydb.core.Flyway;

/// The tables of a service: its own, and the shell's, which have a history of their own beside the
/// service's, in the same schema.
public final class Migrations {
    /// The shell's history; the service's has Flyway's usual name.
    public static final String SHELL_HISTORY = "flyway_processing_history";

    private Migrations() {}

    /// @param service knows where the service's own migrations are, and in which schema
    public static void migrate(Flyway service) {
        service.migrate();
        Flyway.configure()
                .dataSource(service.getConfiguration().getDataSource())
                .locations("classpath:db/processing")
                .table(SHELL_HISTORY)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }
}
