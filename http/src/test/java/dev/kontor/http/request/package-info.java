@NullMarked
package dev.kontor.http.request;

import org.jspecify.annotations.NullMarked;
