package dev.kontor.events.codec;

/// The numbers of the rules by which requests are decided. Old ones stay readable for ever.
public final class Rules {
    /// What request-service stamps on new requests.
    public static final int CURRENT = 2;

    /// The highest that this build knows how to decide by. Processors are upgraded before
    /// request-service, so it is never below [#CURRENT].
    ///
    /// 2: legs, holds and commands; what rules 1 allow goes the same way under both.
    public static final int NEWEST = 2;

    private Rules() {}

    static int check(int rules) throws UnreadableRecordException, FutureRecordException {
        if (rules < 1) {
            throw new UnreadableRecordException("no number of rules");
        }
        if (rules > NEWEST) {
            throw new FutureRecordException(
                    "rules " + rules + " of which this build knows nothing");
        }
        return rules;
    }
}
