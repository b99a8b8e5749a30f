@NullMarked
package dev.kontor.faults.nemesis;

import org.jspecify.annotations.NullMarked;
