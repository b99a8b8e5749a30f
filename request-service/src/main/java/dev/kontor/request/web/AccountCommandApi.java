package dev.kontor.request.web;

import dev.kontor.http.json.JsonObject;
import dev.kontor.http.request.Prefer;
import dev.kontor.http.resource.AccountCommandResource;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;

/// What clients are told of commands on accounts.
@Tag(name = "Accounts")
interface AccountCommandApi {
    @Operation(
            operationId = "freezeAccount",
            summary = "Freezes an account",
            description = "Nothing is taken from it; what is paid in goes through.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    CommandBody.Status.class))))
    @Documented.Write
    @Documented.OnAccount
    @Documented.TakesIdempotencyKey
    ResponseEntity<AccountCommandResource> freeze(
            String id, JsonObject body, Prefer prefer, HttpServletRequest request);

    @Operation(
            operationId = "unfreezeAccount",
            summary = "Ends the freezing of an account",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    CommandBody.Status.class))))
    @Documented.Write
    @Documented.OnAccount
    @Documented.TakesIdempotencyKey
    ResponseEntity<AccountCommandResource> unfreeze(
            String id, JsonObject body, Prefer prefer, HttpServletRequest request);

    @Operation(
            operationId = "closeAccount",
            summary = "Closes an account for ever, if nothing is on it and nothing held",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    CommandBody.Status.class))))
    @Documented.Write
    @Documented.OnAccount
    @Documented.TakesIdempotencyKey
    ResponseEntity<AccountCommandResource> close(
            String id, JsonObject body, Prefer prefer, HttpServletRequest request);

    @Operation(
            operationId = "changeOverdraftLimit",
            summary = "Changes the overdraft limit of an account that has one",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    CommandBody.Limit.class))))
    @Documented.Write
    @Documented.OnAccount
    @Documented.TakesIdempotencyKey
    ResponseEntity<AccountCommandResource> changeOverdraftLimit(
            String id, JsonObject body, Prefer prefer, HttpServletRequest request);
}
