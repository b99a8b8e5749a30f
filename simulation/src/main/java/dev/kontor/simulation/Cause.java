package dev.kontor.simulation;

import dev.kontor.events.model.RequestKind;
import dev.kontor.events.model.TransferRecord.Commanded;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// For whom instructions are: the request itself, a command, or an expiry.
///
/// @param id the command's; null for the others
record Cause(RequestKind kind, @Nullable UUID id, int rules, Instant received, Instant effective) {
    static Cause of(RequestKind kind, Commanded it) {
        return new Cause(kind, it.commandId(), it.rules(), it.receivedAt(), it.receivedAt());
    }
}
