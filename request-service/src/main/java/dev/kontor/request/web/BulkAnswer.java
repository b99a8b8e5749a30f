package dev.kontor.request.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kontor.events.model.Reply.Standing;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.http.problem.Problem;
import dev.kontor.http.resource.RejectionResource;
import dev.kontor.request.stream.Answer;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The answer to one line of a bulk.
///
/// @param id null if the line names none that can be read
/// @param contentDigest of what this line asked for; left out if it is invalid or its fate unknown
/// @param replayed true: the same transfer had been asked for before; else left out
/// @param rejection why the rules of money refused it; else left out
/// @param error why it is invalid, unknown or in conflict; else left out
@Schema(name = "BulkAnswer", description = "The answer to one line")
@JsonInclude(JsonInclude.Include.NON_NULL)
record BulkAnswer(
        long line,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String id,
        BulkStatus status,
        @JsonProperty("content_digest") @Nullable String contentDigest,
        @Nullable Boolean replayed,
        @Nullable RejectionResource rejection,
        @Nullable Problem error) {

    /// Waits for the line's outcome, as far as it is waited for.
    static BulkAnswer of(BulkLine line) throws InterruptedException {
        return switch (line) {
            case BulkLine.Invalid(var number, var id, var problem) ->
                    new BulkAnswer(
                            number, id.orElse(null), BulkStatus.INVALID, null, null, null, problem);
            case BulkLine.Sent(var number, var write, var submission) ->
                    of(number, write, submission.await());
        };
    }

    /// @param requestId that of the whole bulk
    BulkAnswer toRequest(String requestId) {
        return error == null
                ? this
                : new BulkAnswer(
                        line,
                        id,
                        status,
                        contentDigest,
                        replayed,
                        rejection,
                        error.withRequestId(requestId));
    }

    private static BulkAnswer of(
            long number, TransferWrite write, Submitted<TransferSnapshot> outcome) {
        return switch (outcome) {
            case Submitted.Refused<TransferSnapshot>() ->
                    unknown(number, write, Problems.refused());
            case Submitted.Unknown<TransferSnapshot>() ->
                    unknown(number, write, Problems.unknown());
            case Submitted.Received<TransferSnapshot>() ->
                    new BulkAnswer(
                            number,
                            write.id(),
                            BulkStatus.RECEIVED,
                            write.digest().text(),
                            null,
                            null,
                            null);
            case Submitted.Decided<TransferSnapshot>(var answer) -> of(number, write, answer);
        };
    }

    private static BulkAnswer unknown(long number, TransferWrite write, Problem problem) {
        return new BulkAnswer(number, write.id(), BulkStatus.UNKNOWN, null, null, null, problem);
    }

    private static BulkAnswer of(
            long number, TransferWrite write, Answer<TransferSnapshot> answer) {
        TransferSnapshot recorded = answer.recorded();
        String digest = write.digest().text();
        var rejection = recorded.rejection();
        return switch (answer.standing()) {
            case FIRST, REPEAT ->
                    new BulkAnswer(
                            number,
                            write.id(),
                            BulkStatus.of(recorded.status()),
                            digest,
                            isRepeat(answer) ? true : null,
                            rejection == null ? null : RejectionResource.of(rejection),
                            null);
            case CONFLICT ->
                    new BulkAnswer(
                            number,
                            write.id(),
                            BulkStatus.CONFLICT,
                            digest,
                            null,
                            null,
                            Problems.conflict(write, recorded));
        };
    }

    private static boolean isRepeat(Answer<TransferSnapshot> answer) {
        return answer.standing() == Standing.REPEAT;
    }
}
