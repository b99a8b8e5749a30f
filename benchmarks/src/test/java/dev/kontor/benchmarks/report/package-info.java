@NullMarked
package dev.kontor.benchmarks.report;

import org.jspecify.annotations.NullMarked;
