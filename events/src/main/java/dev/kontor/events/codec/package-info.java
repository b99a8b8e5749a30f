/// The only mapping between the bytes of the log and [dev.kontor.events.model].
@NullMarked
package dev.kontor.events.codec;

import org.jspecify.annotations.NullMarked;
