package dev.kontor.query.web;

import dev.kontor.http.request.QueryParameters;
import dev.kontor.http.resource.AccountResource;
import dev.kontor.http.resource.EntryResource;
import dev.kontor.http.resource.Page;
import io.swagger.v3.oas.annotations.Operation;
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

    @Operation(hidden = true)
    void balance(String id, QueryParameters query);

    @Operation(hidden = true)
    void command(String id, String commandId);
}
