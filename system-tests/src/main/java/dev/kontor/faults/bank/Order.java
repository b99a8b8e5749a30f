package dev.kontor.faults.bank;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A transfer as a client asks for it.
///
/// @param amount whole minor units
/// @param isManual whether it is only authorized, to be captured or voided
/// @param expiresAt when what is authorized expires, if the client says so
record Order(
        UUID id,
        String from,
        String to,
        long amount,
        boolean isManual,
        Optional<Instant> expiresAt) {
    Order(UUID id, String from, String to, long amount, boolean isManual) {
        this(id, from, to, amount, isManual, Optional.empty());
    }

    String json() {
        return """
        {"id": "%s", "debit_account": "%s", "credit_account": "%s", "amount": %d, \
        "currency": "%s", "capture": "%s", "expires_at": %s}\
        """
                .formatted(
                        id,
                        from,
                        to,
                        amount,
                        Bank.CURRENCY,
                        isManual ? "manual" : "automatic",
                        expiresAt.map(time -> "\"" + time + "\"").orElse("null"));
    }

    String path() {
        return "/v1/transfers/" + id;
    }

    /// The same id for another sum, which must come to nothing.
    Order forOneMore() {
        return new Order(id, from, to, amount + 1, isManual, expiresAt);
    }
}
