@NullMarked
package dev.kontor.request.stream;

import org.jspecify.annotations.NullMarked;
