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
        @Schema(
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        pattern = Documented.ACCOUNT_ID,
                        example = "alice")
                @JsonProperty("debit_account")
                String debitAccount,
        @Schema(
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        pattern = Documented.ACCOUNT_ID,
                        example = "bob")
                @JsonProperty("credit_account")
                String creditAccount,
        @Schema(
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        description = "Whole minor units",
                        minimum = "1",
                        maximum = Documented.MAX_AMOUNT,
                        example = "1250")
                long amount,
        @Schema(
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        description = Documented.CURRENCY,
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
        @Schema(description = Documented.METADATA) @Nullable Map<String, String> metadata) {}
