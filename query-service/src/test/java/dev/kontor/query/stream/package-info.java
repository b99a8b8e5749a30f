@NullMarked
package dev.kontor.query.stream;

import org.jspecify.annotations.NullMarked;
