@NullMarked
package dev.kontor.processing.deadletter;

import org.jspecify.annotations.NullMarked;
