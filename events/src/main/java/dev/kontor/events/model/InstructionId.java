package dev.kontor.events.model;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What makes an instruction the same instruction, however often it is delivered.
///
/// @param requestId the id of the command below its transfer; null when the request is the transfer
///     or its expiry
/// @param leg the position of the leg in the request, from 0
public record InstructionId(
        AccountKey account,
        TransferId transfer,
        RequestKind kind,
        @Nullable UUID requestId,
        int leg,
        Action action) {

    public TransferKey transferKey() {
        return new TransferKey(account.tenant(), transfer);
    }
}
