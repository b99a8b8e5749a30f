@NullMarked
package dev.kontor.http.json;

import org.jspecify.annotations.NullMarked;
