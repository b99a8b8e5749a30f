package dev.kontor.simulation;

/// What goes wrong in a simulation. Each must have happened over the seeds of a run.
enum Fault {
    /// The process ends in the middle of a turn.
    CRASH_WHILE_CLAIMING,
    CRASH_WHILE_TAKING_OVER,
    CRASH_BEFORE_TRANSACTION,
    CRASH_AT_FENCE,
    CRASH_WHILE_APPLYING,
    CRASH_BEFORE_COMMIT,
    CRASH_AFTER_COMMIT,
    CRASH_WHILE_PUBLISHING,
    /// The database fails.
    CLAIM_FAILS,
    TAKING_OVER_FAILS,
    TRANSACTION_FAILS,
    COMMIT_FAILS_AND_DID_NOT_HAPPEN,
    COMMIT_FAILS_AND_HAPPENED,
    DATABASE_LOSES_LAST_COMMITS,
    DATABASE_RESTORED_TO_OLDER_COMMIT,
    DATABASE_RESTORED_TO_NOTHING,
    /// A send fails.
    SEND_FAILS,
    SEND_FAILS_AND_ARRIVED,
    SEND_ARRIVES_AFTER_ITS_PRODUCER_CLOSED,
    OUTBOX_HALF_SENT,
    /// The log comes otherwise than it lies there.
    REDELIVERED,
    JUMPED_OVER,
    PARTITION_SLOW,
    /// More than one owner.
    SECOND_OWNER,
    FENCED,
    INTERRUPTED_WHILE_TAKING_OVER,
    INTERRUPTED_WITHIN_A_TRANSACTION,
    INTERRUPTED_BEFORE_PUBLISHING,
    /// The log itself.
    SOURCE_LOG_CUT,
    POWER_CUT,
    EVENTS_LOST,
    /// Clocks and clients.
    CLOCK_JUMPS_AT_RECEIPT,
    OWNERS_CLOCK_JUMPS,
    CLIENT_LOST_ACKNOWLEDGEMENT,
    CLIENT_RETRIES,
    CLIENT_RETRIES_WITH_OTHER_CONTENT,
    CLIENT_SENDS_RUBBISH;

    private final String counter = "fault " + name();

    /// @return what it is counted under
    String counter() {
        return counter;
    }
}
