/// What goes wrong.
///
/// Start reading at [dev.kontor.faults.nemesis.Catalogue].
@NullMarked
package dev.kontor.faults.nemesis;

import org.jspecify.annotations.NullMarked;
