/// The whole of Kontor, as its users see it: real services as processes, real Kafka, real
/// PostgreSQL.
@NullMarked
package dev.kontor.system;

import org.jspecify.annotations.NullMarked;
