@NullMarked
package dev.kontor.events.model;

import org.jspecify.annotations.NullMarked;
