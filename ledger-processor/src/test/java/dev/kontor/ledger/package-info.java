@NullMarked
package dev.kontor.ledger;

import org.jspecify.annotations.NullMarked;
