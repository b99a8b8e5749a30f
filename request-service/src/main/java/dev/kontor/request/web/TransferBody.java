package dev.kontor.request.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.request.domain.CommonFields;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a transfer is asked for, as the OpenAPI document tells it. Bodies are read by
/// [dev.kontor.request.domain.TransferForm].
@Schema(
        name = "NewTransfer",
        description =
                "A transfer: from debit_account to credit_account, with amount and currency; or"
                        + " its legs in their place")
record TransferBody(
        @Schema(
                        description =
                                "The idempotency key, for ever. Version 7 is recommended. May be"
                                        + " left out if the header "
                                        + CommonFields.IDEMPOTENCY_KEY
                                        + " has it.",
                        format = "uuid")
                String id,
        @Schema(pattern = Documented.ACCOUNT_ID, example = "alice") @JsonProperty("debit_account")
                @Nullable String debitAccount,
        @Schema(
                        description = "Not the debit account",
                        pattern = Documented.ACCOUNT_ID,
                        example = "bob")
                @JsonProperty("credit_account")
                @Nullable String creditAccount,
        @Schema(
                        description = "Whole minor units",
                        minimum = "1",
                        maximum = Documented.MAX_AMOUNT,
                        example = "1250")
                @Nullable Long amount,
        @Schema(description = Documented.CURRENCY, example = "EUR") @Nullable String currency,
        @ArraySchema(
                        arraySchema = @Schema(description = "Per currency, debits equal credits"),
                        minItems = 2,
                        maxItems = TransferRequest.MAX_LEGS)
                List<LegBody> legs,
        @Schema(
                        description = "manual holds the amount for captures to come",
                        allowableValues = {"automatic", "manual"},
                        defaultValue = "automatic")
                @Nullable String capture,
        @Schema(description = "With capture manual only; after seven days if left out")
                @JsonProperty("expires_at")
                @Nullable Instant expiresAt,
        @Schema(description = "When it happened, by the client's clock")
                @JsonProperty("happened_at")
                @Nullable Instant happenedAt,
        @Schema(description = "When this was sent, by the same clock; no part of the content")
                @JsonProperty("sent_at")
                @Nullable Instant sentAt,
        @Schema(maxLength = CommonFields.MAX_TEXT) @Nullable String description,
        @Schema(description = Documented.METADATA) @Nullable Map<String, String> metadata) {

    @Schema(name = "NewLeg", description = "One account's part in a transfer")
    record LegBody(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            pattern = Documented.ACCOUNT_ID,
                            example = "alice")
                    String account,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            allowableValues = {"debit", "credit"})
                    String direction,
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
                    String currency) {}
}
