/// What one would do without Kontor, driven as hard as it goes: the same transfers in PostgreSQL
/// alone.
@NullMarked
package dev.kontor.benchmarks.baseline;

import org.jspecify.annotations.NullMarked;
