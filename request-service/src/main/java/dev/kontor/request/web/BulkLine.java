package dev.kontor.request.web;

import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.http.problem.Problem;
import java.util.Optional;

/// A line of a bulk on its way to its answer.
sealed interface BulkLine extends AutoCloseable {
    long number();

    @Override
    void close();

    /// Cannot be asked for.
    ///
    /// @param id if that at least could be read
    record Invalid(long number, Optional<String> id, Problem problem) implements BulkLine {
        @Override
        public void close() {}
    }

    record Sent(long number, TransferWrite write, Submission<TransferSnapshot> submission)
            implements BulkLine {
        @Override
        public void close() {
            submission.close();
        }
    }
}
