/// The load: which transfers, when each is due, how they are sent, and what was found out about
/// each.
///
/// Start reading at [Lane]: one flow of transfers. [BulkLoad] and [SingleLoad] send it.
@NullMarked
package dev.kontor.benchmarks.load;

import org.jspecify.annotations.NullMarked;
