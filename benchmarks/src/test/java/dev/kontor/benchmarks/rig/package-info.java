@NullMarked
package dev.kontor.benchmarks.rig;

import org.jspecify.annotations.NullMarked;
