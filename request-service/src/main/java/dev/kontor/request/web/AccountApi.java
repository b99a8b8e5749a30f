package dev.kontor.request.web;

import dev.kontor.http.json.JsonObject;
import dev.kontor.http.request.Prefer;
import dev.kontor.http.resource.AccountResource;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
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
    @Documented.Write
    ResponseEntity<AccountResource> open(
            JsonObject body, Prefer prefer, HttpServletRequest request);
}
