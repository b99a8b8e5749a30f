package dev.kontor.events.model;

import java.math.BigInteger;
import java.time.Instant;

/// What an account answered to an instruction; kept for ever and sent again, the same, to a repeat.
///
/// @param at the account's time: the greatest it has seen
public record Outcome(int rules, InstructionId id, Instant at, Result result) {

    public sealed interface Result {
        /// @param version the account's version after it
        /// @param balanceAfter whole minor units, credits minus debits
        record Posted(long version, BigInteger balanceAfter) implements Result {}

        /// @param balanceAfter what is posted, which a hold leaves as it was
        record Held(long version, BigInteger balanceAfter) implements Result {}

        /// @param balanceAfter what is posted, which a release leaves as it was
        record Released(long version, BigInteger balanceAfter) implements Result {}

        record Refused(Refusal refusal) implements Result {}

        /// A probe's answer: the account is there and would take the credit.
        record Found(Currency currency, boolean withoutLimit) implements Result {}
    }
}
