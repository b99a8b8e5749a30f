@NullMarked
package dev.kontor.account.stream;

import org.jspecify.annotations.NullMarked;
