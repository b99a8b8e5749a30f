package dev.kontor.request.stream;

import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.http.status.PartitionStatus;
import dev.kontor.http.status.StatusSource;
import dev.kontor.request.domain.HintTable;
import java.util.List;
import java.util.Map;

/// What `GET /v1/status` tells of the log: where the tails stand, and who waits.
///
/// @param tails none of their partitions has an owner: every instance reads all of them
record StreamStatus(
        List<Tail> tails,
        Intake intake,
        Fates fates,
        KafkaLog kafkaLog,
        HintTable hints,
        Waiters<TransferSnapshot> transferWaiters,
        Waiters<AccountSnapshot> accountWaiters)
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
                "waiters",
                        Map.of(
                                "transfers", transferWaiters.size(),
                                "accounts", accountWaiters.size()));
    }

    private String log() {
        if (!intake.isOpen()) {
            return "not_ready";
        }
        return kafkaLog.isSilent() ? "silent" : "open";
    }
}
