package dev.kontor.account.store;

import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.InstructionId;
import org.jspecify.annotations.Nullable;

/// An answer to be kept.
///
/// @param movement what was posted, held or released; null if the instruction was refused
public record NewAnswer(
        InstructionId id, KeptAnswer answer, AccountEvent.@Nullable Movement movement) {}
