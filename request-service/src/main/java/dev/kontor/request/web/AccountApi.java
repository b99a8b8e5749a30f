package dev.kontor.request.web;

import dev.kontor.http.json.JsonObject;
import dev.kontor.http.problem.Problem;
import dev.kontor.http.request.Prefer;
import dev.kontor.http.resource.AccountResource;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;

/// What clients are told of opening accounts.
@Tag(name = "Accounts")
interface AccountApi {
    @Operation(
            operationId = "openAccount",
            summary = "Opens an account",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(implementation = AccountBody.class))))
    @ApiResponse(
            responseCode = "201",
            description = "Opened",
            content = @Content(schema = @Schema(implementation = AccountResource.class)))
    @ApiResponse(
            responseCode = "200",
            description = "It had been opened so before (Idempotent-Replayed: true)",
            content = @Content(schema = @Schema(implementation = AccountResource.class)))
    @ApiResponse(
            responseCode = "202",
            description = "Durable, not decided in the time waited; see Location",
            content = @Content(schema = @Schema(implementation = AccountResource.class)))
    @ApiResponse(
            responseCode = "409",
            description = "The id stands for an account that was opened otherwise",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class)))
    @Documented.Waits
    ResponseEntity<Object> open(JsonObject body, Prefer prefer, HttpServletRequest request);
}
