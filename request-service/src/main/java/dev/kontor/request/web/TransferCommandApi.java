package dev.kontor.request.web;

import dev.kontor.http.json.JsonObject;
import dev.kontor.http.request.Prefer;
import dev.kontor.http.resource.TransferCommandResource;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;

/// What clients are told of commands on transfers.
@Tag(name = "Transfers")
interface TransferCommandApi {
    @Operation(
            operationId = "captureTransfer",
            summary = "Captures what is authorized",
            description = "Unless it is final, more captures can follow.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    CommandBody.Capture.class))))
    @Documented.Write
    @Documented.OnTransfer
    @Documented.TakesIdempotencyKey
    ResponseEntity<TransferCommandResource> capture(
            String id, JsonObject body, Prefer prefer, HttpServletRequest request);

    @Operation(
            operationId = "voidTransfer",
            summary = "Voids what is authorized and not captured",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    CommandBody.Voiding.class))))
    @Documented.Write
    @Documented.OnTransfer
    @Documented.TakesIdempotencyKey
    ResponseEntity<TransferCommandResource> voidRest(
            String id, JsonObject body, Prefer prefer, HttpServletRequest request);

    @Operation(
            operationId = "reverseTransfer",
            summary = "Reverses what was posted, or a part of it",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    CommandBody.Reversal.class))))
    @Documented.Write
    @Documented.OnTransfer
    @Documented.TakesIdempotencyKey
    ResponseEntity<TransferCommandResource> reverse(
            String id, JsonObject body, Prefer prefer, HttpServletRequest request);
}
