package dev.kontor.events.codec;

/// The numbers of the rules by which requests are decided. Old ones stay readable for ever.
public final class Rules {
    /// What request-service stamps on new requests.
    public static final int CURRENT = 1;

    private Rules() {}

    static int check(int rules) throws UnreadableRecordException, FutureRecordException {
        if (rules < 1) {
            throw new UnreadableRecordException("no number of rules");
        }
        if (rules > CURRENT) {
            throw new FutureRecordException(
                    "rules " + rules + " of which this build knows nothing");
        }
        return rules;
    }
}
