@NullMarked
package dev.kontor.http.resource;

import org.jspecify.annotations.NullMarked;
