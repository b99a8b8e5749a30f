/// query-service: what the event topics say, as views to read.
@NullMarked
package dev.kontor.query;

import org.jspecify.annotations.NullMarked;
