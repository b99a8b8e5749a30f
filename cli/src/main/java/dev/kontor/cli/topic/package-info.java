/// The topics as JSON lines, for people and for `jq`.
@NullMarked
package dev.kontor.cli.topic;

import org.jspecify.annotations.NullMarked;
