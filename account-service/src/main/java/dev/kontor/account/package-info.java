/// account-service: what each account is told to do, done once, in the order of the log.
///
/// Start reading at [dev.kontor.account.domain.Accounts], which holds the rules of money.
@NullMarked
package dev.kontor.account;

import org.jspecify.annotations.NullMarked;
