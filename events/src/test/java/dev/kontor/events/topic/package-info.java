@NullMarked
package dev.kontor.events.topic;

import org.jspecify.annotations.NullMarked;
