package dev.kontor.processing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;

/// A transaction of PostgreSQL.
public sealed class JdbcTransaction implements Transaction permits JdbcBatch {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String DATA_EXCEPTION = "22";
    private static final String INTEGRITY_VIOLATION = "23";

    private final Connection connection;

    /// @param connection without auto-commit; whoever brings it commits it
    public JdbcTransaction(Connection connection) {
        this.connection = connection;
    }

    /// The connection behind a transaction, for a store to read and write through. Never commit it.
    public static Connection connection(Transaction transaction) {
        return ((JdbcTransaction) transaction).connection;
    }

    /// What a store makes of an [SQLException]: a row that is there already; data that the schema
    /// forbids, which no retry mends; or a database that fails.
    public static RuntimeException translate(String doing, SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (UNIQUE_VIOLATION.equals(state)) {
            return new DuplicateRowException(e);
        }
        if (state.startsWith(DATA_EXCEPTION) || state.startsWith(INTEGRITY_VIOLATION)) {
            return new IllegalStateException(doing + ": " + e.getMessage(), e);
        }
        return new StoreException(doing, e);
    }

    @Override
    public boolean attempt(Write write) {
        try {
            Savepoint before = connection.setSavepoint();
            try {
                write.run();
                connection.releaseSavepoint(before);
                return true;
            } catch (DuplicateRowException e) {
                connection.rollback(before);
                return false;
            }
        } catch (SQLException e) {
            throw new StoreException("savepoint", e);
        }
    }
}
