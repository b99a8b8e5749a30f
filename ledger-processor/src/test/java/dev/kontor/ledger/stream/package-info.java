@NullMarked
package dev.kontor.ledger.stream;

import org.jspecify.annotations.NullMarked;
