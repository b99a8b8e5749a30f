/// The projections: from the topics of events into the views.
@NullMarked
package dev.kontor.query.stream;

import org.jspecify.annotations.NullMarked;
