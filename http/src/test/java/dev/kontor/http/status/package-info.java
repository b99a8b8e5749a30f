@NullMarked
package dev.kontor.http.status;

import org.jspecify.annotations.NullMarked;
