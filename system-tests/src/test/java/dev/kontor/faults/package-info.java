@NullMarked
package dev.kontor.faults;

import org.jspecify.annotations.NullMarked;
