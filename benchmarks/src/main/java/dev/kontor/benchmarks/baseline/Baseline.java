package dev.kontor.benchmarks.baseline;

import dev.kontor.benchmarks.load.Transfers;
import dev.kontor.benchmarks.rig.Databases;
import java.sql.SQLException;
import java.util.List;

/// One way to move money in PostgreSQL alone.
interface Baseline {
    /// What it is, in words.
    String scenario();

    /// What Kontor guarantees for each transfer and this does not.
    List<String> lacks();

    /// The databases that it uses.
    List<String> databases();

    /// A client with a connection of its own to each database.
    Worker worker(Databases databases, Transfers transfers) throws SQLException;

    /// Not thread-safe.
    interface Worker extends AutoCloseable {
        /// Moves some money.
        ///
        /// @return how many transfers are durable now that were not before
        int move() throws SQLException;

        @Override
        void close() throws SQLException;
    }
}
