/// What the views show, as pure folds over numbered facts. Start reading at [FactSequence].
@NullMarked
package dev.kontor.query.domain;

import org.jspecify.annotations.NullMarked;
