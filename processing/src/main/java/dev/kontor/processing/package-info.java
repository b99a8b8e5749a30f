/// The shell around a core: poll, fence, decide, commit, publish. Written once, for every processor.
///
/// Start reading at [Processor], which is what a service plugs in.
@NullMarked
package dev.kontor.processing;

import org.jspecify.annotations.NullMarked;
