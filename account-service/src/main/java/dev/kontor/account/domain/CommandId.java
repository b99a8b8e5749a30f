package dev.kontor.account.domain;

import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.InstructionRecord.AccountCommanded;
import java.util.UUID;

/// What makes a command on an account the same command, however often it is sent: its kind is part
/// of its content, not of this.
///
/// @param id unique below the account
public record CommandId(AccountKey account, UUID id) {
    public static CommandId of(AccountCommanded commanded) {
        return new CommandId(commanded.key(), commanded.commandId());
    }
}
