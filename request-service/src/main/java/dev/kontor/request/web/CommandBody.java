package dev.kontor.request.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kontor.request.domain.CommonFields;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// How commands are asked for, as the OpenAPI document tells it. Bodies are read by
/// [dev.kontor.request.domain.CommandForm].
final class CommandBody {
    private static final String ID =
            "The idempotency key below its transfer or account, for ever. May be left out if the"
                    + " header "
                    + CommonFields.IDEMPOTENCY_KEY
                    + " has it.";

    private CommandBody() {}

    @Schema(name = "NewCapture", description = "Takes what was authorized, or a part of it")
    record Capture(
            @Schema(description = ID, format = "uuid") String id,
            @Schema(
                            description = "Whole minor units; all that is left if left out",
                            types = {"integer", "null"},
                            format = "int64",
                            minimum = "1",
                            maximum = Documented.MAX_AMOUNT)
                    @Nullable Long amount,
            @Schema(
                            description = "Whether what is left after it is released",
                            types = {"boolean", "null"},
                            defaultValue = "true")
                    @JsonProperty("final")
                    @Nullable Boolean isFinal) {}

    @Schema(name = "NewVoid", description = "Releases what was authorized and is not captured")
    record Voiding(@Schema(description = ID, format = "uuid") String id) {}

    @Schema(name = "NewReversal", description = "Moves money the other way")
    record Reversal(
            @Schema(description = ID, format = "uuid") String id,
            @Schema(
                            description = "Whole minor units; all that is left if left out",
                            types = {"integer", "null"},
                            format = "int64",
                            minimum = "1",
                            maximum = Documented.MAX_AMOUNT)
                    @Nullable Long amount,
            @Schema(maxLength = CommonFields.MAX_TEXT) @Nullable String reason) {}

    @Schema(name = "NewAccountStatus", description = "Why an account is to change its status")
    record Status(
            @Schema(description = ID, format = "uuid") String id,
            @Schema(maxLength = CommonFields.MAX_TEXT) @Nullable String reason) {}

    @Schema(name = "NewOverdraftLimit", description = "What an account's limit is to be")
    record Limit(
            @Schema(description = ID, format = "uuid") String id,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "Whole minor units; also below what is used",
                            minimum = "0",
                            maximum = Documented.MAX_AMOUNT,
                            example = "50000")
                    @JsonProperty("overdraft_limit")
                    long overdraftLimit) {}
}
