@NullMarked
package dev.kontor.cli;

import org.jspecify.annotations.NullMarked;
