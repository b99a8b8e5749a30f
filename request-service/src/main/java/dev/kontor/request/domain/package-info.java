/// What clients may ask, and what is known of accounts before it is decided: pure values.
@NullMarked
package dev.kontor.request.domain;

import org.jspecify.annotations.NullMarked;
