package dev.kontor.request.web;

import dev.kontor.http.problem.Problem;
import dev.kontor.request.domain.CommonFields;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/// What several operations share, for the OpenAPI document.
final class Documented {
    static final String ACCOUNT_ID = "[A-Za-z0-9][A-Za-z0-9._:-]{0,63}";
    static final String CURRENCY = "ISO 4217";
    static final String MAX_AMOUNT = "9007199254740991";
    static final String METADATA =
            "At most 50 pairs; keys of 1 to 40, values of 0 to 500 characters";

    private Documented() {}

    /// One request that is waited for: see [Desk]. The method's return type is what is shown.
    @Retention(RetentionPolicy.RUNTIME)
    @ApiResponse(responseCode = "201", description = "Decided", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "200",
            description = "The same had been asked for before (Idempotent-Replayed: true)",
            useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "202",
            description = "Durable, not decided in the time waited; see Location",
            useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "409",
            description = "The id stands for another request",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class)))
    @Parameter(
            name = "Prefer",
            in = ParameterIn.HEADER,
            description = "wait=0 … wait=30 seconds for the outcome, else 2; respond-async",
            schema = @Schema(type = "string", example = "wait=5"))
    @interface Write {}

    @Retention(RetentionPolicy.RUNTIME)
    @ApiResponse(
            responseCode = "404",
            description = "There is no such transfer; the command leaves nothing",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class)))
    @Parameter(
            name = "id",
            in = ParameterIn.PATH,
            description = "The transfer",
            schema = @Schema(type = "string", format = "uuid"))
    @interface OnTransfer {}

    @Retention(RetentionPolicy.RUNTIME)
    @ApiResponse(
            responseCode = "404",
            description = "There is no such account; the command leaves nothing",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class)))
    @Parameter(
            name = "id",
            in = ParameterIn.PATH,
            description = "The account",
            schema = @Schema(type = "string", pattern = Documented.ACCOUNT_ID))
    @interface OnAccount {}

    @Retention(RetentionPolicy.RUNTIME)
    @Parameter(
            name = CommonFields.IDEMPOTENCY_KEY,
            in = ParameterIn.HEADER,
            description = "In place of id, or equal to it",
            schema = @Schema(type = "string", format = "uuid"))
    @interface TakesIdempotencyKey {}
}
