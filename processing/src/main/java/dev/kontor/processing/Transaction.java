package dev.kontor.processing;

/// The transaction in which a batch is applied; all of it becomes durable or nothing.
public interface Transaction {
    /// Runs `write`. If a row that it inserts is there already, undoes it and nothing else.
    ///
    /// @return false if it was undone
    boolean attempt(Write write);

    /// @throws DuplicateRowException if a row is there already
    @FunctionalInterface
    interface Write {
        void run();
    }
}
