/// A service that has nothing but the conventions.
@NullMarked
package dev.kontor.http.sample;

import org.jspecify.annotations.NullMarked;
