package dev.kontor.request.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How an account is opened, as the OpenAPI document tells it. Bodies are read by
/// [dev.kontor.request.domain.AccountForm].
@Schema(name = "NewAccount", description = "An account to be opened")
record AccountBody(
        @Schema(
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        description = "The idempotency key; not one of suspense:…",
                        pattern = Documented.ACCOUNT_ID,
                        example = "alice")
                String id,
        @Schema(
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        description = Documented.CURRENCY,
                        example = "EUR")
                String currency,
        @Schema(
                        description = "Whole minor units; null means without limit, for ever",
                        types = {"integer", "null"},
                        format = "int64",
                        minimum = "0",
                        maximum = Documented.MAX_AMOUNT,
                        defaultValue = "0")
                @JsonProperty("overdraft_limit")
                @Nullable Long overdraftLimit,
        @Schema(description = Documented.METADATA) @Nullable Map<String, String> metadata) {}
