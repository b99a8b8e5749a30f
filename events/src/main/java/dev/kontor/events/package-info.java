@NullMarked
package dev.kontor.events;

import org.jspecify.annotations.NullMarked;
