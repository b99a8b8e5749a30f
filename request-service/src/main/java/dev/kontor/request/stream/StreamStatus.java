package dev.kontor.request.stream;

import dev.kontor.http.status.PartitionStatus;
import dev.kontor.http.status.StatusSource;
import dev.kontor.request.domain.HintTable;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What `GET /v1/status` tells of the log: where the tails stand, and who waits.
///
/// @param tails none of their partitions has an owner: every instance reads all of them
record StreamStatus(
        List<Tail> tails,
        Intake intake,
        Fates fates,
        KafkaLog kafkaLog,
        HintTable hints,
        WaitingRoom room)
        implements StatusSource {

    StreamStatus {
        tails = List.copyOf(tails);
    }

    @Override
    public List<PartitionStatus> partitions() {
        return tails.stream().flatMap(tail -> tail.status().stream()).toList();
    }

    @Override
    public Map<String, Object> details() {
        return Map.of(
                "log", log(),
                "appends", fates.counts(),
                "hints", Map.of("accounts", hints.size(), "full", hints.isFull()),
                "waiters", waiters());
    }

    private Map<String, Integer> waiters() {
        return room.byName().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().size()));
    }

    private String log() {
        if (!intake.isOpen()) {
            return "not_ready";
        }
        return kafkaLog.isSilent() ? "silent" : "open";
    }
}
