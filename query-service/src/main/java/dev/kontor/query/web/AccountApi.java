package dev.kontor.query.web;

import dev.kontor.http.request.QueryParameters;
import dev.kontor.http.resource.AccountCommandResource;
import dev.kontor.http.resource.AccountResource;
import dev.kontor.http.resource.EntryResource;
import dev.kontor.http.resource.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

/// What clients are told of reading accounts.
@Tag(name = "Accounts")
interface AccountApi {
    @Operation(operationId = "listAccounts", summary = "Accounts, in the order of their opening")
    @Documented.OfLists
    Page<AccountResource> list(QueryParameters query);

    @Operation(
            operationId = "getAccount",
            summary = "An account",
            description =
                    """
                    With `min_version`, as a decided transfer names it for each leg, the answer \
                    shows at least that version: it waits up to `wait` seconds for it and is 409 \
                    `view_behind` if that is not enough. `wait` alone waits for the account to be \
                    there.\
                    """)
    @Documented.MinVersion
    @Documented.Wait
    AccountResource account(String id, QueryParameters query);

    @Operation(
            operationId = "listEntries",
            summary = "What was posted to an account, by version",
            description = "`min_version` and `wait` are as for the account itself.")
    @Documented.MinVersion
    @Documented.Wait
    @Documented.OfLists
    Page<EntryResource> entries(String id, QueryParameters query);

    @Operation(
            operationId = "getBalance",
            summary = "An account's balance as it was at a time",
            description =
                    """
                    By the times at which the account's entries were posted and its holds and \
                    limits changed; these never go back along its versions. `version` is the one \
                    at which the balance became so. For a time to come, the balance as it is now. \
                    404 before the account was opened. `min_version` and `wait` are as for the \
                    account itself.\
                    """)
    @Parameter(
            name = "at",
            in = ParameterIn.QUERY,
            required = true,
            description = "The time, in RFC 3339",
            schema = @Schema(type = "string", format = "date-time"))
    @Documented.MinVersion
    @Documented.Wait
    BalanceAtResource balance(String id, QueryParameters query);

    @Operation(
            operationId = "getAccountCommand",
            summary = "What became of a command on an account",
            description =
                    """
                    `account` shows the account as it is now. With `wait`, waits up to that many \
                    seconds for the command to be decided.\
                    """)
    @Documented.Wait
    AccountCommandResource command(
            String id, @Parameter(name = "command_id") String commandId, QueryParameters query);
}
