package dev.kontor.request.web;

import dev.kontor.http.problem.ErrorCode;
import dev.kontor.http.problem.ProblemException;
import dev.kontor.http.request.BodyLimit;
import dev.kontor.http.request.Prefer;
import dev.kontor.http.request.RequestId;
import dev.kontor.request.RequestProperties;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// Transfers as a stream: any number of lines in, an answer to each out, in little memory.
///
/// The request's own thread reads and sends, another answers; the window between them is all that
/// is in memory, so whoever does not read his answers is not read from any more.
///
/// Who accepts JSON only gets lines of JSON: a client that cannot name their type can still read
/// them.
///
/// Blank lines are no transfers and get no answer, but they count in the numbering, which is the
/// file's. The container's time-out cuts off a client that sends nothing while it could, or reads
/// nothing while it should; what was read until then is answered, and there is no summary.
@RestController
class BulkController implements BulkApi {
    static final String PATH = "/v1/transfers/bulk";

    private static final Logger LOG = LoggerFactory.getLogger(BulkController.class);

    /// Bytes of lines on their way, per bulk: their outcomes can be as large as they are.
    private static final int WINDOW_BYTES = 2 * 1024 * 1024;

    private final BulkIntake intake;
    private final JsonMapper mapper;
    private final int window;
    private final Edge edge;

    BulkController(BulkIntake intake, JsonMapper mapper, RequestProperties properties, Edge edge) {
        this.intake = intake;
        this.mapper = mapper;
        this.window = properties.bulkWindow();
        this.edge = edge;
    }

    @Override
    @PostMapping(
            path = PATH,
            produces = {MediaType.APPLICATION_NDJSON_VALUE, MediaType.APPLICATION_JSON_VALUE})
    public void bulk(Prefer prefer, HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        RequestHeaders.refuseIdempotencyKey(request, "cannot name the lines of a bulk");
        checkContentType(request);
        edge.enterBulk();
        try {
            answer(prefer, request, response);
        } finally {
            edge.leaveBulk();
        }
    }

    private void answer(Prefer prefer, HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        response.flushBuffer();
        Duration wait = prefer.explicitWait().orElse(Duration.ZERO);
        Window<BulkLine> onTheWay = new Window<>(window, WINDOW_BYTES);
        BulkAnswers answers =
                new BulkAnswers(
                        onTheWay,
                        response.getOutputStream(),
                        mapper,
                        prefer.minimal(),
                        wait.isPositive(),
                        RequestId.of(request));
        Thread writer = Thread.ofVirtual().name("bulk-answers").start(answers);
        boolean whole = false;
        try {
            whole = read(request, wait, onTheWay);
        } catch (IOException e) {
            LOG.debug("A bulk was cut by its client", e);
        } finally {
            // A summary tells the client that nothing is missing.
            if (!whole) {
                answers.cut();
            }
            onTheWay.finish();
            writer.join();
        }
    }

    /// @return whether that was all of it
    private boolean read(HttpServletRequest request, Duration wait, Window<BulkLine> onTheWay)
            throws IOException, InterruptedException {
        Optional<String> traceparent = RequestHeaders.traceparent(request);
        LineReader lines = new LineReader(request.getInputStream(), BodyLimit.BYTES);
        while (!edge.isClosing()) {
            Optional<LineReader.Line> next = lines.next();
            if (next.isEmpty()) {
                return true;
            }
            LineReader.Line line = next.get();
            if (!line.isBlank()) {
                edge.awaitTurn();
                BulkLine taken = intake.take(line, wait, traceparent);
                if (!onTheWay.put(taken, line.bytes().length)) {
                    taken.close();
                    return false;
                }
            }
        }
        return false;
    }

    private static void checkContentType(HttpServletRequest request) {
        if (request.getHeader("Content-Encoding") == null && isNdjson(request.getContentType())) {
            return;
        }
        throw new ProblemException(
                ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                "The body must be application/x-ndjson, in UTF-8 and not compressed.");
    }

    private static boolean isNdjson(@Nullable String type) {
        try {
            return type != null
                    && MediaType.parseMediaType(type)
                            .equalsTypeAndSubtype(MediaType.APPLICATION_NDJSON);
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
