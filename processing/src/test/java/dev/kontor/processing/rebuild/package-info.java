@NullMarked
package dev.kontor.processing.rebuild;

import org.jspecify.annotations.NullMarked;
