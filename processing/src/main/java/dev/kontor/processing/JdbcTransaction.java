package dev.kontor.processing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;

/// A transaction of PostgreSQL.
public final class JdbcTransaction implements Transaction {
    private static final String UNIQUE_VIOLATION = "23505";

    private final Connection connection;

    JdbcTransaction(Connection connection) {
        this.connection = connection;
    }

    /// The connection behind a transaction, for a store to read and write through. Never commit it.
    public static Connection connection(Transaction transaction) {
        return ((JdbcTransaction) transaction).connection;
    }

    /// What a store makes of an [SQLException].
    public static RuntimeException translate(String doing, SQLException e) {
        return UNIQUE_VIOLATION.equals(e.getSQLState())
                ? new DuplicateRowException(e)
                : new StoreException(doing, e);
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
