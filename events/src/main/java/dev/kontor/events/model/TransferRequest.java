package dev.kontor.events.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a client asked for, and what request-service stamped on it. Times are whole microseconds.
///
/// @param legs at least two, balanced per currency, in the client's order; the two-account form is
///     the debit, then the credit
/// @param expiresAt only with [Capture#MANUAL]
/// @param happenedAt by the client's clock
/// @param sentAt by the client's clock; no part of the content
/// @param receivedAt by request-service's clock
public record TransferRequest(
        List<Leg> legs,
        Capture capture,
        @Nullable Instant expiresAt,
        @Nullable Instant happenedAt,
        @Nullable Instant sentAt,
        Instant receivedAt,
        @Nullable String description,
        SortedMap<String, String> metadata) {

    /// How many legs a transfer may have: its records stay below a megabyte, and a thousand of the
    /// largest amounts add up within a `long`.
    public static final int MAX_LEGS = 1_000;

    /// How long an authorization lives that does not say.
    public static final Duration AUTHORIZATION_LIFETIME = Duration.ofDays(7);

    public TransferRequest {
        legs = List.copyOf(legs);
        metadata =
                metadata.isEmpty()
                        ? Collections.emptySortedMap()
                        : Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
        if (legs.size() < 2) {
            throw new IllegalArgumentException("a transfer has two legs or more");
        }
        if (expiresAt != null && capture != Capture.MANUAL) {
            throw new IllegalArgumentException("expires_at goes with a manual capture only");
        }
    }

    /// @return from when on its authorization is expired, if it is manual
    public Instant expiry() {
        return expiresAt == null ? receivedAt.plus(AUTHORIZATION_LIFETIME) : expiresAt;
    }

    /// When it happened by our clock: what the client's clock says, corrected by how far that clock
    /// was off when it sent the request; the time of receipt where the client does not say.
    public Instant effectiveAt() {
        if (happenedAt == null) {
            return receivedAt;
        }
        return sentAt == null ? happenedAt : happenedAt.plus(Duration.between(sentAt, receivedAt));
    }
}
