/// A Kontor to be measured: as it is shipped, one instance of each service, in processes of its
/// own.
@NullMarked
package dev.kontor.benchmarks.rig;

import org.jspecify.annotations.NullMarked;
