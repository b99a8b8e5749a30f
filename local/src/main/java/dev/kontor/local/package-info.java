/// Real Kafka and real PostgreSQL without Docker: for `kontor up`, and for tests.
///
/// Start reading at [Launch]: a process to run. [dev.kontor.local.LocalKafka] and
/// [dev.kontor.local.LocalPostgres] each look after one data folder and give the launch that serves
/// it.
@NullMarked
package dev.kontor.local;

import org.jspecify.annotations.NullMarked;
