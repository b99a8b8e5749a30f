package dev.kontor.faults.bank;

import java.util.UUID;

/// A transfer as a client asks for it.
///
/// @param amount whole minor units
/// @param isManual whether it is only authorized, to be captured or voided
record Order(UUID id, String from, String to, long amount, boolean isManual) {
    String json() {
        return """
        {"id": "%s", "debit_account": "%s", "credit_account": "%s", "amount": %d, \
        "currency": "%s", "capture": "%s"}\
        """
                .formatted(id, from, to, amount, Bank.CURRENCY, isManual ? "manual" : "automatic");
    }

    String path() {
        return "/v1/transfers/" + id;
    }

    /// The same id for another sum, which must come to nothing.
    Order forOneMore() {
        return new Order(id, from, to, amount + 1, isManual);
    }
}
