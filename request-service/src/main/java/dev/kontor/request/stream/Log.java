package dev.kontor.request.stream;

import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.TransferRecord;
import java.util.concurrent.CompletableFuture;

/// Where requests become durable.
///
/// The futures never fail and are done within ten seconds of the call, which itself may take two of
/// them.
public interface Log {
    CompletableFuture<Fate> append(TransferRecord.Requested transfer, Context context);

    CompletableFuture<Fate> append(InstructionRecord.OpeningRequested opening, Context context);
}
