/// What operators do about dead letters: the topic `dead-letters` folded into a list, and actions
/// that are records of it themselves.
@NullMarked
package dev.kontor.processing.deadletter;

import org.jspecify.annotations.NullMarked;
