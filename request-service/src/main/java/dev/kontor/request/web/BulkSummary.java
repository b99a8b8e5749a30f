package dev.kontor.request.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How many lines ended how; all statuses together are all lines. Replayed ones are counted
/// besides.
final class BulkSummary {
    private static final String LINES = "lines";
    private static final String REPLAYED = "replayed";

    private final Map<String, Long> counts = new LinkedHashMap<>();

    /// @param waits whether lines wait for their outcome: then those are counted too, be it as 0
    BulkSummary(boolean waits) {
        List<String> always =
                List.of(LINES, BulkAnswer.RECEIVED, BulkAnswer.INVALID, BulkAnswer.UNKNOWN);
        always.forEach(name -> counts.put(name, 0L));
        if (waits) {
            List.of("posted", "rejected", BulkAnswer.CONFLICT, REPLAYED)
                    .forEach(name -> counts.put(name, 0L));
        }
    }

    void count(BulkAnswer answer) {
        counts.merge(LINES, 1L, Long::sum);
        counts.merge(answer.status(), 1L, Long::sum);
        if (answer.replayed() != null) {
            counts.merge(REPLAYED, 1L, Long::sum);
        }
    }

    /// As it stands in the last line.
    Map<String, Object> toJson() {
        return Map.of("summary", counts);
    }
}
