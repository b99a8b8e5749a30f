@NullMarked
package dev.kontor.query.store;

import org.jspecify.annotations.NullMarked;
