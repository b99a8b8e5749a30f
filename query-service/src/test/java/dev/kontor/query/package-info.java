@NullMarked
package dev.kontor.query;

import org.jspecify.annotations.NullMarked;
