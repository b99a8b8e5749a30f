@NullMarked
package dev.kontor.query.domain;

import org.jspecify.annotations.NullMarked;
