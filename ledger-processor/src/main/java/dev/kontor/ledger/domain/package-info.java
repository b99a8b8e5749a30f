/// How a transfer's fate is decided: a pure state machine over what was asked and what the accounts
/// answered.
///
/// Start reading at [Transfers].
@NullMarked
package dev.kontor.ledger.domain;

import org.jspecify.annotations.NullMarked;
