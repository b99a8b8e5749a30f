package dev.kontor.http.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kontor.events.model.TransferCommandSnapshot;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.events.model.Words;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A capture, void or reversal, as a transfer lists it and as it answers by itself.
///
/// @param kind `capture`, `void` or `reversal`
/// @param amount whole minor units: what was asked for, or what all that is left came to; null
///     while that is not known, and for a void
/// @param status `done` or `rejected`; `received` before it is decided
/// @param rejection why it was rejected, or why something of it was returned; else left out
/// @param at when it was decided; null before
/// @param transfer the transfer as it is; left out in the transfer's own list, and where it is not
///     known yet
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TransferCommandResource(
        String id,
        String kind,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Long amount,
        String status,
        @Nullable RejectionResource rejection,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant at,
        @JsonProperty("content_digest") String contentDigest,
        ConflictsResource conflicts,
        @Nullable TransferResource transfer) {

    public static TransferCommandResource of(
            TransferCommandSnapshot command, TransferSnapshot transfer) {
        return of(command, TransferResource.of(transfer));
    }

    /// Without its transfer.
    public static TransferCommandResource alone(TransferCommandSnapshot command) {
        return of(command, (TransferResource) null);
    }

    private static TransferCommandResource of(
            TransferCommandSnapshot command, @Nullable TransferResource transfer) {
        return new TransferCommandResource(
                command.id().toString(),
                Words.of(command.content().kind()),
                command.amountMinor(),
                Words.of(command.status()),
                command.rejection() == null ? null : RejectionResource.of(command.rejection()),
                command.at(),
                command.digest().text(),
                ConflictsResource.of(command.conflicts()),
                transfer);
    }
}
