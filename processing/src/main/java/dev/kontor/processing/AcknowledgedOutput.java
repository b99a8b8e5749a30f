package dev.kontor.processing;

import dev.kontor.events.topic.Topic;

/// An output that Kafka acknowledged, and how it can be known again.
///
/// @param hash as [Position#hashOf]
record AcknowledgedOutput(Topic topic, int partition, long offset, byte[] hash) {}
