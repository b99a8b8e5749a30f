@NullMarked
package dev.kontor.benchmarks.load;

import org.jspecify.annotations.NullMarked;
