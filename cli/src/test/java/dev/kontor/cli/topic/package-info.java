@NullMarked
package dev.kontor.cli.topic;

import org.jspecify.annotations.NullMarked;
