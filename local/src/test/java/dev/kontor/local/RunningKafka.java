package dev.kontor.local;

/// Kafka as the tests were given it.
record RunningKafka(Server server, String bootstrapServers) {}
