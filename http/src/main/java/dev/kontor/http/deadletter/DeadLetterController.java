package dev.kontor.http.deadletter;

import dev.kontor.events.model.DeadLetterId;
import dev.kontor.http.deadletter.DeadLetterBox.Asker;
import dev.kontor.http.deadletter.DeadLetterBox.Filter;
import dev.kontor.http.json.JsonObject;
import dev.kontor.http.problem.ErrorCode;
import dev.kontor.http.problem.FieldErrorCode;
import dev.kontor.http.problem.Problem;
import dev.kontor.http.problem.ProblemException;
import dev.kontor.http.request.Cursor;
import dev.kontor.http.request.QueryParameters;
import dev.kontor.http.request.SortOrder;
import dev.kontor.http.resource.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/v1/dead-letters", produces = MediaType.APPLICATION_JSON_VALUE)
final class DeadLetterController implements DeadLetterApi {
    private static final int LONGEST_OPERATOR = 100;
    private static final int LONGEST_REASON = 500;

    private final DeadLetterBox box;

    DeadLetterController(DeadLetterBox box) {
        this.box = box;
    }

    @Override
    @GetMapping
    public Page<DeadLetterResource> list(QueryParameters query) {
        Filter filter =
                new Filter(
                        query.optional("topic", text -> text).orElse(null),
                        query.oneOf("status", DeadLetterEntry.Status.class).orElse(null));
        int limit = query.limit();
        SortOrder order = query.order();
        String list = "dead-letters " + filter + " " + order;
        Optional<Cursor> cursor = query.cursor(list);
        query.finish();
        List<DeadLetterEntry> found =
                box.list(
                        filter,
                        cursor.map(place -> place.number(0)).orElse(null),
                        order == SortOrder.ASC,
                        limit + 1);
        boolean more = found.size() > limit;
        List<DeadLetterEntry> shown = more ? found.subList(0, limit) : found;
        return new Page<>(
                shown.stream().map(DeadLetterResource::of).toList(),
                more ? Cursor.at(shown.getLast().place()).encode(list) : null);
    }

    @Override
    @GetMapping("/{id}")
    public DeadLetterResource show(@PathVariable String id) {
        DeadLetterId letter = parse(id);
        return box.open(letter).map(DeadLetterResource::of).orElseThrow(() -> notFound(letter));
    }

    @Override
    @PostMapping("/{id}/retry")
    public DeadLetterResource retry(
            @PathVariable String id, JsonObject body, HttpServletRequest request) {
        DeadLetterId letter = parse(id);
        Optional<String> operator = body.text("operator", LONGEST_OPERATOR);
        body.finish();
        return box.retry(letter, asker(operator, request))
                .map(DeadLetterResource::of)
                .orElseThrow(() -> notFound(letter));
    }

    @Override
    @PostMapping("/{id}/discard")
    public DeadLetterResource discard(
            @PathVariable String id, JsonObject body, HttpServletRequest request) {
        DeadLetterId letter = parse(id);
        Optional<String> operator = body.text("operator", LONGEST_OPERATOR);
        Optional<String> reason = body.required("reason", DeadLetterController::reason);
        body.finish();
        return box.discard(letter, asker(operator, request), reason.orElseThrow())
                .map(DeadLetterResource::of)
                .orElseThrow(() -> notFound(letter));
    }

    private static String reason(String text) {
        if (text.isBlank() || text.codePointCount(0, text.length()) > LONGEST_REASON) {
            throw new IllegalArgumentException(
                    "must have 1 to " + LONGEST_REASON + " characters that say something");
        }
        return text;
    }

    private static Asker asker(Optional<String> operator, HttpServletRequest request) {
        return new Asker(operator.orElse(""), request.getRemoteAddr());
    }

    private static DeadLetterId parse(String id) {
        try {
            return DeadLetterId.parse(id);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    Problem.invalid(
                            "{id}",
                            FieldErrorCode.INVALID_FORMAT,
                            "must be topic-partition-offset, as in transfers-3-17"));
        }
    }

    private static ProblemException notFound(DeadLetterId id) {
        return new ProblemException(
                ErrorCode.NOT_FOUND,
                "This service has no dead letter %s among its latest.".formatted(id));
    }
}
