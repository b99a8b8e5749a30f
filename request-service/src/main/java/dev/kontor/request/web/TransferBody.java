package dev.kontor.request.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a transfer is asked for, as the OpenAPI document tells it. Bodies are read by
/// [dev.kontor.request.domain.TransferForm].
@Schema(name = "NewTransfer", description = "A transfer from one account to another")
record TransferBody(
        @Schema(
                        description =
                                "The idempotency key, for ever. Version 7 is recommended. May be"
                                        + " left out if the header Idempotency-Key has it.",
                        format = "uuid")
                String id,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, pattern = ACCOUNT, example = "alice")
                @JsonProperty("debit_account")
                String debitAccount,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, pattern = ACCOUNT, example = "bob")
                @JsonProperty("credit_account")
                String creditAccount,
        @Schema(
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        description = "Whole minor units",
                        minimum = "1",
                        maximum = MAX_AMOUNT,
                        example = "1250")
                long amount,
        @Schema(
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        description = "ISO 4217",
                        example = "EUR")
                String currency,
        @Schema(
                        description = "manual is not there yet",
                        allowableValues = {"automatic", "manual"},
                        defaultValue = "automatic")
                @Nullable String capture,
        @Schema(description = "With capture manual only") @JsonProperty("expires_at")
                @Nullable Instant expiresAt,
        @Schema(description = "When it happened, by the client's clock")
                @JsonProperty("happened_at")
                @Nullable Instant happenedAt,
        @Schema(description = "When this was sent, by the same clock; no part of the content")
                @JsonProperty("sent_at")
                @Nullable Instant sentAt,
        @Schema(maxLength = 500) @Nullable String description,
        @Schema(description = "At most 50 pairs; keys of 1 to 40, values of 0 to 500 characters")
                @Nullable Map<String, String> metadata) {

    static final String ACCOUNT = "[A-Za-z0-9][A-Za-z0-9._:-]{0,63}";
    static final String MAX_AMOUNT = "9007199254740991";
}
