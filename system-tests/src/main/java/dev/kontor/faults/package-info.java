/// `./kontor faults`: the running system under kills, cuts, stale owners and worse, and the proof
/// that nothing was lost and nothing happened twice.
///
/// Start reading at [dev.kontor.faults.Trial].
@NullMarked
package dev.kontor.faults;

import org.jspecify.annotations.NullMarked;
