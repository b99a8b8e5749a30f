package dev.kontor.request.web;

import dev.kontor.http.request.Prefer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/// What clients are told of asking for many transfers.
@Tag(name = "Transfers")
interface BulkApi {
    @Operation(
            operationId = "createTransfers",
            summary = "Asks for transfers, one a line, as a stream in both directions",
            description =
                    """
                    Each line is answered by one line, in order, as soon as it is durable; last is \
                    {"summary": {"lines": 2, "received": 1, "invalid": 1, "unknown": 0}}. \
                    Blank lines get no answer, but count in `line`, which is the line of the file. \
                    Lines with status unknown are to be sent again. With Prefer: wait=N a line is \
                    answered once it is decided. With Prefer: return=minimal lines that went well \
                    are left out, for clients that send everything before they read.\
                    """,
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/x-ndjson",
                                            schema = @Schema(implementation = TransferBody.class))))
    @ApiResponse(
            responseCode = "200",
            description = "Answers, one a line, and the summary",
            content =
                    @Content(
                            mediaType = "application/x-ndjson",
                            schema = @Schema(implementation = BulkAnswer.class)))
    @Parameter(
            name = "Prefer",
            in = ParameterIn.HEADER,
            description = "wait=0 … wait=30 seconds for each line's outcome; return=minimal",
            schema = @Schema(type = "string", example = "return=minimal"))
    void bulk(Prefer prefer, HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException;
}
