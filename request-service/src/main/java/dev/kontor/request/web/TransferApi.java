package dev.kontor.request.web;

import dev.kontor.http.json.JsonObject;
import dev.kontor.http.request.Prefer;
import dev.kontor.http.resource.TransferResource;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;

/// What clients are told of asking for transfers.
@Tag(name = "Transfers")
interface TransferApi {
    @Operation(
            operationId = "createTransfer",
            summary = "Asks for a transfer",
            description =
                    """
                    The id makes it one transfer for ever, however often it is asked for. What the \
                    rules of money refuse is a recorded transfer too, with status rejected.\
                    """,
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(implementation = TransferBody.class))))
    @Documented.Write
    @Documented.TakesIdempotencyKey
    ResponseEntity<TransferResource> transfer(
            JsonObject body, Prefer prefer, HttpServletRequest request);
}
