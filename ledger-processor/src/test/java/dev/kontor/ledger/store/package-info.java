@NullMarked
package dev.kontor.ledger.store;

import org.jspecify.annotations.NullMarked;
