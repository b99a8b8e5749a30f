/// The `kontor` command. Start reading at [dev.kontor.cli.Kontor]; each command is a class here,
/// and what it does is in the packages below.
@NullMarked
package dev.kontor.cli;

import org.jspecify.annotations.NullMarked;
