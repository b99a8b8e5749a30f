package dev.kontor.benchmarks.load;

/// Outcomes of loads that were never sent.
public final class OutcomesOf {
    /// So many transfers, all posted.
    public static Outcomes settled(int count) {
        Outcomes outcomes = new Outcomes();
        for (int i = 0; i < count; i++) {
            add(outcomes, Status.POSTED);
        }
        return outcomes;
    }

    /// One more answer to a client that waits for the outcome.
    public static void add(Outcomes outcomes, String status) {
        outcomes.sent();
        outcomes.answered(Lane.Told.SETTLED, status, 0, 1_000_000);
    }

    private OutcomesOf() {}
}
