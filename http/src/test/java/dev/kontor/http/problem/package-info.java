@NullMarked
package dev.kontor.http.problem;

import org.jspecify.annotations.NullMarked;
