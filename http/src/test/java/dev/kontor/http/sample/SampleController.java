package dev.kontor.http.sample;

import dev.kontor.http.json.JsonObject;
import dev.kontor.http.problem.ErrorCode;
import dev.kontor.http.problem.Problem;
import dev.kontor.http.problem.ProblemException;
import dev.kontor.http.request.Cursor;
import dev.kontor.http.request.Forms;
import dev.kontor.http.request.Prefer;
import dev.kontor.http.request.QueryParameters;
import dev.kontor.http.request.SortOrder;
import dev.kontor.http.resource.Page;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SampleController {
    private static final long MAX_AMOUNT = 9_007_199_254_740_991L;

    enum Capture {
        AUTOMATIC,
        MANUAL
    }

    record Order(
            String id,
            long amount,
            String capture,
            List<Long> legAmounts,
            Map<String, String> metadata,
            @Nullable Instant happenedAt,
            String waited) {}

    record Row(long number) {}

    @PostMapping(path = "/v1/orders", produces = MediaType.APPLICATION_JSON_VALUE)
    Order order(JsonObject body, Prefer prefer) {
        Optional<String> id = body.required("id", text -> Forms.transferId(text).toString());
        OptionalLong amount = body.requiredWholeNumber("amount", 1, MAX_AMOUNT);
        Optional<Capture> capture = body.oneOf("capture", Capture.class);
        Optional<String> account =
                body.optional("account", text -> Forms.accountId(text).toString());
        List<OptionalLong> legs =
                body.objects("legs", 1, 3).stream()
                        .map(leg -> leg.requiredWholeNumber("amount", 1, MAX_AMOUNT))
                        .toList();
        Map<String, String> metadata = body.texts("metadata", 2, 4, 5);
        Optional<String> description = body.text("description", 5);
        Optional<Boolean> last = body.flag("final");
        Optional<Instant> happenedAt = body.timestamp("happened_at");
        body.finish();
        return new Order(
                id.orElseThrow() + account.orElse("") + description.orElse("") + last.orElse(true),
                amount.orElseThrow(),
                capture.orElse(Capture.AUTOMATIC).name(),
                legs.stream().map(OptionalLong::orElseThrow).toList(),
                metadata,
                happenedAt.orElse(null),
                prefer.waitTime(Duration.ofSeconds(2)).toString());
    }

    @GetMapping(path = "/v1/rows", produces = MediaType.APPLICATION_JSON_VALUE)
    Page<Row> rows(QueryParameters query) {
        int limit = query.limit();
        SortOrder order = query.order();
        Optional<Cursor> cursor = query.cursor("rows:" + order);
        query.timestamp("at");
        query.wholeNumber("min_version", 1, Long.MAX_VALUE);
        query.oneOf("capture", Capture.class);
        query.waitTime();
        query.finish();
        long number = cursor.map(place -> place.number(0)).orElse(0L) + limit;
        return new Page<>(List.of(new Row(number)), Cursor.at(number).encode("rows:" + order));
    }

    @GetMapping("/v1/rows/{number}")
    Row row(@PathVariable int number, @RequestParam(defaultValue = "0") int plus) {
        return new Row((long) number + plus);
    }

    @GetMapping("/v1/failures/{kind}")
    Row fail(@PathVariable String kind, HttpServletResponse response) throws IOException {
        switch (kind) {
            case "taken" ->
                    throw new ProblemException(
                            Problem.of(ErrorCode.ID_ALREADY_USED, "It is taken.")
                                    .withExisting("http://localhost/v1/rows/1"));
            case "log" ->
                    throw new ProblemException(
                            Problem.of(ErrorCode.LOG_UNAVAILABLE, "Not now.")
                                    .withRetryAfter(Duration.ofMillis(1500)));
            case "unknown-outcome" ->
                    throw new ProblemException(
                            Problem.of(ErrorCode.LOG_UNAVAILABLE, "Who knows.")
                                    .withOutcomeUnknown());
            case "bug" -> throw new IllegalStateException("secret");
            case "far-side-gone" ->
                    throw new IllegalStateException("secret", new EOFException("secret"));
            case "far-side-reset" ->
                    throw new UncheckedIOException(new IOException("Connection reset by peer"));
            case "overflow" -> throw new StackOverflowError("secret");
            case "own" -> throw new SampleException("secret", new EOFException("secret"));
            case "send-error" -> response.sendError(503, "secret");
            default -> throw new ProblemException(ErrorCode.valueOf(kind), "As asked.");
        }
        return new Row(0);
    }

    @PostMapping("/v1/databind")
    Map<String, Object> databind(@RequestBody Map<String, Object> body) {
        return body;
    }
}
