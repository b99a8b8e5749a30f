@NullMarked
package dev.kontor.request.domain;

import org.jspecify.annotations.NullMarked;
