package dev.kontor.http.deadletter;

import dev.kontor.http.json.JsonObject;
import dev.kontor.http.problem.Problem;
import dev.kontor.http.request.QueryParameters;
import dev.kontor.http.resource.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/// What operators are told of dead letters.
@Tag(name = "Dead letters")
interface DeadLetterApi {
    @Operation(
            operationId = "listDeadLetters",
            summary = "What this service could not read, in the order in which it was put aside",
            description = "The latest 20,000; all of them stand in the topic `dead-letters`.")
    @Parameter(
            name = "topic",
            in = ParameterIn.QUERY,
            description = "Only those of this source topic",
            schema = @Schema(type = "string"))
    @Parameter(
            name = "status",
            in = ParameterIn.QUERY,
            description = "Only those that have this status now",
            schema =
                    @Schema(
                            type = "string",
                            allowableValues = {"open", "retried", "discarded"}))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "How many at most",
            schema =
                    @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "50"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "The `next_cursor` of the page before, with the same filters and order",
            schema = @Schema(type = "string"))
    @Parameter(
            name = "order",
            in = ParameterIn.QUERY,
            description = "Oldest or newest first",
            schema =
                    @Schema(
                            type = "string",
                            allowableValues = {"asc", "desc"},
                            defaultValue = "desc"))
    Page<DeadLetterResource> list(QueryParameters query);

    @Operation(
            operationId = "getDeadLetter",
            summary = "A dead letter, with its record and whether a retry is possible")
    DeadLetterResource show(String id);

    @Operation(
            operationId = "retryDeadLetter",
            summary = "Appends the record to its topic once more",
            description =
                    """
                    Its bytes, key and headers as they are; refused (409 `action_refused`) if this \
                    build cannot read them either. Retrying again does no harm: what the record \
                    asks for is done once. Each retry is recorded, a refused one too.\
                    """,
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(implementation = RetryBody.class))))
    @ApiResponse(responseCode = "200", description = "Retried", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "409",
            description = "Refused, with the reason",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class)))
    DeadLetterResource retry(String id, JsonObject body, HttpServletRequest request);

    @Operation(
            operationId = "discardDeadLetter",
            summary = "Records that nothing is to be done about it",
            description =
                    "The letter stays where it is, and may still be retried. One that was retried"
                            + " cannot be discarded (409 `action_refused`).",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(implementation = DiscardBody.class))))
    @ApiResponse(responseCode = "200", description = "Discarded", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "409",
            description = "Refused, with the reason",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class)))
    DeadLetterResource discard(String id, JsonObject body, HttpServletRequest request);

    /// For the document only; bodies are read by hand.
    @Schema(name = "RetryDeadLetter")
    record RetryBody(
            @Schema(description = "Who asks for it, as he names himself", maxLength = 100)
                    @Nullable String operator) {}

    /// For the document only.
    @Schema(name = "DiscardDeadLetter")
    record DiscardBody(
            @Schema(
                            description = "Why nothing is to be done",
                            maxLength = 500,
                            requiredMode = Schema.RequiredMode.REQUIRED)
                    String reason,
            @Schema(description = "Who asks for it, as he names himself", maxLength = 100)
                    @Nullable String operator) {}
}
