@NullMarked
package dev.kontor.request;

import org.jspecify.annotations.NullMarked;
