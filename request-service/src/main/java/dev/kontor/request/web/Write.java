package dev.kontor.request.web;

import dev.kontor.request.stream.AppendFate;
import dev.kontor.request.stream.Context;
import dev.kontor.request.stream.Log;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A request that can be appended to the log, and how what becomes of it is shown.
///
/// @param <S> what stands under its id in the end
/// @param <R> how clients are shown it
interface Write<S, R> {
    CompletableFuture<AppendFate> appendTo(Log log, Context context);

    /// Where it can be read.
    String href();

    /// What is shown as long as nothing is decided.
    R received();

    R show(S recorded);

    /// The fields by which this request differs from what has its id.
    List<String> differences(S recorded);
}
