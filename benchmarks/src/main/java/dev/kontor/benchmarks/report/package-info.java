/// What was measured, and how it is shown: as a table, as a file, as pictures.
@NullMarked
package dev.kontor.benchmarks.report;

import org.jspecify.annotations.NullMarked;
