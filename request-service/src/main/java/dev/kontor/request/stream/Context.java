package dev.kontor.request.stream;

import dev.kontor.events.model.ReplyTo;
import java.util.Optional;

/// What travels beside a record.
///
/// @param replyTo who waits for the outcome
/// @param traceparent the trace it belongs to, as W3C writes it
public record Context(Optional<ReplyTo> replyTo, Optional<String> traceparent) {}
