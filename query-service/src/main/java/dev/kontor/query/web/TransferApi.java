package dev.kontor.query.web;

import dev.kontor.http.request.QueryParameters;
import dev.kontor.http.resource.Page;
import dev.kontor.http.resource.TransferCommandResource;
import dev.kontor.http.resource.TransferResource;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

/// What clients are told of reading transfers.
@Tag(name = "Transfers")
interface TransferApi {
    @Operation(operationId = "listTransfers", summary = "Transfers, in the order of their receipt")
    @Parameter(
            name = "account",
            in = ParameterIn.QUERY,
            description = "Only those with a leg at this account",
            schema = @Schema(type = "string", pattern = "[A-Za-z0-9][A-Za-z0-9._:-]{0,63}"))
    @Parameter(
            name = "status",
            in = ParameterIn.QUERY,
            description = "Only those that have this status now",
            schema =
                    @Schema(
                            type = "string",
                            allowableValues = {
                                "received",
                                "authorized",
                                "posted",
                                "rejected",
                                "voided",
                                "expired",
                                "returned"
                            }))
    @Parameter(
            name = "received_from",
            in = ParameterIn.QUERY,
            description = "Only those received then or later",
            schema = @Schema(type = "string", format = "date-time"))
    @Parameter(
            name = "received_to",
            in = ParameterIn.QUERY,
            description = "Only those received before then",
            schema = @Schema(type = "string", format = "date-time"))
    @Documented.OfLists
    Page<TransferResource> list(QueryParameters query);

    @Operation(
            operationId = "getTransfer",
            summary = "A transfer",
            description =
                    """
                    With `wait`, waits up to that many seconds for the transfer to be there and \
                    decided, and then answers with it as it is. It shows all commands that are \
                    decided, where lists show the last 100 of each transfer.\
                    """)
    @Documented.Wait
    TransferResource transfer(String id, QueryParameters query);

    @Operation(
            operationId = "getTransferCommand",
            summary = "What became of a capture, a void or a reversal",
            description =
                    """
                    A command is here once it is decided. `transfer` shows the transfer as it is \
                    now. With `wait`, waits up to that many seconds for the command to be decided.\
                    """)
    @Documented.Wait
    TransferCommandResource command(
            String id, @Parameter(name = "command_id") String commandId, QueryParameters query);
}
