/// The records of `instructions`, applied batch by batch.
///
/// Start reading at [dev.kontor.account.stream.InstructionProcessor].
@NullMarked
package dev.kontor.account.stream;

import org.jspecify.annotations.NullMarked;
