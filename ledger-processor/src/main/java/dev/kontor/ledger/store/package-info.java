/// Where the steps of transfers are kept: PostgreSQL, schema `ledger`.
@NullMarked
package dev.kontor.ledger.store;

import org.jspecify.annotations.NullMarked;
