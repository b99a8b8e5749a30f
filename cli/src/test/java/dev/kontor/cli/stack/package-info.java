@NullMarked
package dev.kontor.cli.stack;

import org.jspecify.annotations.NullMarked;
