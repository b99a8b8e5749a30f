package dev.kontor.processing;

import dev.kontor.events.topic.Topic;
import org.jspecify.annotations.Nullable;

/// A record to publish. The arrays are handed over: nobody changes them afterwards.
///
/// @param answer for waiting requests only and no fact, so that others can pass it over unread
public record Output(
        Topic topic, byte[] key, byte[] value, boolean answer, @Nullable String traceparent) {}
