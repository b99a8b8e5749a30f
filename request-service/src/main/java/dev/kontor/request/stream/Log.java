package dev.kontor.request.stream;

import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.TransferRecord;
import java.util.concurrent.CompletableFuture;

/// Where requests become durable.
///
/// The futures never fail and are done within eight seconds of the call, which itself may take two
/// of them.
public interface Log {
    /// Whether it makes sense to append: not while the log is silent. Who can wait appends all the
    /// same.
    boolean admits();

    CompletableFuture<AppendFate> append(TransferRecord request, Context context);

    CompletableFuture<AppendFate> append(InstructionRecord request, Context context);
}
