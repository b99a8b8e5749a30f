/// Both cores and the processing shell as they are, on a log and databases in memory, with one
/// scheduler that a seed drives: no threads, no clock but a simulated one, and faults between any
/// two steps.
///
/// Start reading at [dev.kontor.simulation.Simulation].
@NullMarked
package dev.kontor.simulation;

import org.jspecify.annotations.NullMarked;
