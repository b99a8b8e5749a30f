/// What Kontor's services speak of: ids, money, requests, instructions, outcomes and events.
///
/// Pure values. Each is checked once, by its constructor; nobody downstream checks again.
@NullMarked
package dev.kontor.events.model;

import org.jspecify.annotations.NullMarked;
