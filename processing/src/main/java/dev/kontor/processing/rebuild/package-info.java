/// Builds a service's state again from the log, in a schema beside the live one, compares the two
/// and puts the new one in the place of the old.
///
/// Start reading at [dev.kontor.processing.rebuild.Rebuild].
@NullMarked
package dev.kontor.processing.rebuild;

import org.jspecify.annotations.NullMarked;
