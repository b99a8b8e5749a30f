/// Kontor on one machine: Kafka, PostgreSQL and the four services, started, watched and stopped.
///
/// Start reading at [dev.kontor.cli.stack.Supervisor], the process that does it.
/// [dev.kontor.cli.stack.Stack] is what the commands see of it.
@NullMarked
package dev.kontor.cli.stack;

import org.jspecify.annotations.NullMarked;
