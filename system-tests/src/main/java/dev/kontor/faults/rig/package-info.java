/// What is treated badly: the real servers and services as processes, and the network between them.
///
/// Start reading at [dev.kontor.faults.rig.Rig].
@NullMarked
package dev.kontor.faults.rig;

import org.jspecify.annotations.NullMarked;
