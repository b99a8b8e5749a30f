/// The transfer core on the log: what is read from and written to the topics, and what is sent
/// again.
///
/// Start reading at [TransferProcessor].
@NullMarked
package dev.kontor.ledger.stream;

import org.jspecify.annotations.NullMarked;
