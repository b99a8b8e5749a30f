/// `/v1/dead-letters`: what a service could not read, for operators to look at and to settle.
@NullMarked
package dev.kontor.http.deadletter;

import org.jspecify.annotations.NullMarked;
