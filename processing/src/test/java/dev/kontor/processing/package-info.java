@NullMarked
package dev.kontor.processing;

import org.jspecify.annotations.NullMarked;
