/// The six topics: what they are called, how they are keyed and partitioned, and what must be set.
@NullMarked
package dev.kontor.events.topic;

import org.jspecify.annotations.NullMarked;
