@NullMarked
package dev.kontor.events.codec;

import org.jspecify.annotations.NullMarked;
