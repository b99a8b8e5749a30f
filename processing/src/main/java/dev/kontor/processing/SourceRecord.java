package dev.kontor.processing;

import dev.kontor.events.model.ReplyTo;
import org.jspecify.annotations.Nullable;

/// A record of the source topic that could be read.
///
/// @param reply who waits for the outcome
/// @param traceparent the trace it belongs to; to be handed on to the outputs it causes
public record SourceRecord<R>(
        int partition,
        long offset,
        R record,
        @Nullable ReplyTo reply,
        @Nullable String traceparent) {}
