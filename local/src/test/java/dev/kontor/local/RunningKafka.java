package dev.kontor.local;

/// Kafka as the tests were given it.
record RunningKafka(TestServer server, String bootstrapServers) {}
