/// Decides the fate of transfers: their ids are unique here, and what was asked and answered is
/// kept.
///
/// Start reading at [dev.kontor.ledger.domain.Transfers].
@NullMarked
package dev.kontor.ledger;

import org.jspecify.annotations.NullMarked;
