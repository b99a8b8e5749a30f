/// What account-service keeps: one row for each account, and one for each answer, for ever.
@NullMarked
package dev.kontor.account.store;

import org.jspecify.annotations.NullMarked;
