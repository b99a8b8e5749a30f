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
        counts.put(LINES, 0L);
        List.of(BulkStatus.RECEIVED, BulkStatus.INVALID, BulkStatus.UNKNOWN).forEach(this::list);
        if (waits) {
            List.of(BulkStatus.POSTED, BulkStatus.REJECTED, BulkStatus.CONFLICT)
                    .forEach(this::list);
            counts.put(REPLAYED, 0L);
        }
    }

    void count(BulkAnswer answer) {
        counts.merge(LINES, 1L, Long::sum);
        counts.merge(answer.status().text(), 1L, Long::sum);
        if (answer.replayed() != null) {
            counts.merge(REPLAYED, 1L, Long::sum);
        }
    }

    /// As it stands in the last line.
    Map<String, Object> toJson() {
        return Map.of("summary", counts);
    }

    private void list(BulkStatus status) {
        counts.put(status.text(), 0L);
    }
}
