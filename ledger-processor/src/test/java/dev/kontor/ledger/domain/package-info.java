@NullMarked
package dev.kontor.ledger.domain;

import org.jspecify.annotations.NullMarked;
