package dev.kontor.faults.bank;

/// A promise that was not kept.
public record Violation(Kind kind, String sentence) {

    /// Which promise.
    public enum Kind {
        /// What was acknowledged did not happen.
        LOST,
        /// Something happened that nobody asked for, or more often than once.
        DOUBLED,
        /// A final status became another one.
        CHANGED,
        /// Money came into being or vanished, at the end or in a read on the way.
        UNBALANCED,
        /// A read went back behind what had been seen.
        WENT_BACK,
        /// Numbers have a gap.
        GAP,
        /// It did not come to an end in time.
        UNDRAINED,
        /// What was wrong was not noticed, or not told.
        UNNOTICED,
        /// An answer that the contract does not know.
        ANSWERED_WRONG
    }
}
