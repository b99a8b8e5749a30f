/// What people see of the command: failures as sentences, JSON, progress.
@NullMarked
package dev.kontor.cli.console;

import org.jspecify.annotations.NullMarked;
