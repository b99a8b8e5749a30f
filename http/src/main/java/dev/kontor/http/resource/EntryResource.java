package dev.kontor.http.resource;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.RequestKind;
import dev.kontor.events.model.Words;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One leg of one transfer, as it was posted to one account.
///
/// @param commandId the capture or reversal; null when it is the transfer itself
/// @param kind `debit` or `credit`
/// @param action `posting`, `capture`, `reversal`, `return` or `suspense`
/// @param amount whole minor units
/// @param balanceAfter whole minor units, beyond 64 bits for accounts without limit
public record EntryResource(
        long version,
        @JsonProperty("transfer_id") String transferId,
        @JsonProperty("command_id") @Nullable String commandId,
        int leg,
        String kind,
        String action,
        long amount,
        @JsonProperty("balance_after") BigInteger balanceAfter,
        @JsonProperty("posted_at") Instant postedAt,
        @JsonProperty("effective_at") Instant effectiveAt) {

    public static EntryResource of(AccountEvent.EntryPosted entry) {
        return new EntryResource(
                entry.version(),
                entry.transfer().toString(),
                entry.requestId() == null ? null : entry.requestId().toString(),
                entry.leg(),
                Words.of(entry.direction()),
                action(entry),
                entry.amount().minor(),
                entry.balanceAfter(),
                entry.postedAt(),
                entry.effectiveAt());
    }

    private static String action(AccountEvent.EntryPosted entry) {
        return switch (entry.action()) {
            case POST_DEBIT, POST_CREDIT, CAPTURE -> action(entry.kind());
            case RETURN -> "return";
            case SUSPENSE -> "suspense";
            case PROBE, HOLD, RELEASE ->
                    throw new IllegalStateException("no entry: " + entry.action());
        };
    }

    private static String action(RequestKind kind) {
        return switch (kind) {
            case TRANSFER -> "posting";
            case CAPTURE -> "capture";
            case REVERSAL -> "reversal";
            case VOID, EXPIRY -> throw new IllegalStateException("moves nothing: " + kind);
        };
    }
}
