/// `./kontor bench`: how fast Kontor is, and what it costs, beside what one would do without it.
///
/// Start reading at [Bench]. Figures count only if the books balance afterwards.
@NullMarked
package dev.kontor.benchmarks;

import org.jspecify.annotations.NullMarked;
