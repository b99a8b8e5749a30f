/// The shell around a core: poll, fence, decide, commit, publish. Written once, for every
/// processor.
///
/// Start reading at [Processor], which is what a service plugs in; then `Shell`, which is what
/// happens around it.
@NullMarked
package dev.kontor.processing;

import org.jspecify.annotations.NullMarked;
