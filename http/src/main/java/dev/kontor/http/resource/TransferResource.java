package dev.kontor.http.resource;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kontor.events.model.Capture;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.LegResult;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.events.model.Words;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A transfer as clients see it.
///
/// @param expiresAt when its authorization ends, as asked for or by default; null unless `capture`
///     is `manual`
/// @param commands in the order in which they were decided
public record TransferResource(
        String id,
        String status,
        @Nullable String description,
        Map<String, String> metadata,
        String capture,
        @JsonProperty("expires_at") @Nullable Instant expiresAt,
        List<LegResource> legs,
        @Schema(description = TransferResource.SUM) @JsonProperty("captured_amount")
                long capturedAmount,
        @Schema(description = TransferResource.SUM) @JsonProperty("released_amount")
                long releasedAmount,
        @Schema(description = TransferResource.SUM) @JsonProperty("reversed_amount")
                long reversedAmount,
        @Schema(description = TransferResource.SUM) @JsonProperty("returned_amount")
                long returnedAmount,
        @Nullable RejectionResource rejection,
        List<TransferCommandResource> commands,
        @JsonProperty("content_digest") String contentDigest,
        ConflictsResource conflicts,
        @JsonProperty("happened_at") @Nullable Instant happenedAt,
        @JsonProperty("sent_at") @Nullable Instant sentAt,
        @JsonProperty("received_at") Instant receivedAt,
        @JsonProperty("effective_at") Instant effectiveAt,
        @JsonProperty("decided_at") @Nullable Instant decidedAt) {

    static final String SUM =
            "Whole minor units, summed over all legs. With legs of several currencies the sum has"
                    + " no unit and may be above 9007199254740991: there the legs tell amounts";

    public TransferResource {
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
        legs = List.copyOf(legs);
        commands = List.copyOf(commands);
    }

    public static TransferResource of(TransferSnapshot transfer) {
        var request = transfer.request();
        return new TransferResource(
                transfer.key().id().toString(),
                Words.of(transfer.status()),
                request.description(),
                request.metadata(),
                Words.of(request.capture()),
                expiresAt(request),
                legs(request.legs(), transfer.results()),
                transfer.capturedAmount(),
                transfer.releasedAmount(),
                transfer.reversedAmount(),
                transfer.returnedAmount(),
                transfer.rejection() == null ? null : RejectionResource.of(transfer.rejection()),
                transfer.commands().stream().map(TransferCommandResource::alone).toList(),
                transfer.digest().text(),
                ConflictsResource.of(transfer.conflicts()),
                request.happenedAt(),
                request.sentAt(),
                request.receivedAt(),
                request.effectiveAt(),
                transfer.decidedAt());
    }

    private static @Nullable Instant expiresAt(TransferRequest request) {
        return request.capture() == Capture.MANUAL ? request.expiry() : null;
    }

    private static List<LegResource> legs(List<Leg> legs, List<LegResult> results) {
        Map<Integer, LegResult> byLeg =
                results.stream()
                        .collect(
                                Collectors.toMap(
                                        LegResult::leg, Function.identity(), (_, last) -> last));
        List<LegResource> resources = new ArrayList<>(legs.size());
        for (int i = 0; i < legs.size(); i++) {
            resources.add(LegResource.of(legs.get(i), byLeg.get(i)));
        }
        return resources;
    }
}
