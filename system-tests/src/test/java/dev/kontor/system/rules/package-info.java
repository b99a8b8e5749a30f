/// The rules of this repository, as tests: what a reviewer would otherwise have to look for.
@NullMarked
package dev.kontor.system.rules;

import org.jspecify.annotations.NullMarked;
