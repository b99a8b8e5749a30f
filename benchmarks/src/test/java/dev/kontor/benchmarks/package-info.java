@NullMarked
package dev.kontor.benchmarks;

import org.jspecify.annotations.NullMarked;
