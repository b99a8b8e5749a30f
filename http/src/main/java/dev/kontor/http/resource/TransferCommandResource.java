package dev.kontor.http.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A capture, void or reversal, as a transfer lists it and as it answers by itself.
///
/// @param kind `capture`, `void` or `reversal`
/// @param amount whole minor units; null for a void
/// @param status `done` or `rejected`
/// @param rejection left out when done
/// @param transfer the transfer as it became; left out in the transfer's own list
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TransferCommandResource(
        String id,
        String kind,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Long amount,
        String status,
        @Nullable RejectionResource rejection,
        Instant at,
        @Nullable TransferResource transfer) {}
