/// Strict JSON in: nothing is coerced, nothing is dropped, and every fault names its field.
@NullMarked
package dev.kontor.http.json;

import org.jspecify.annotations.NullMarked;
