package dev.kontor.request.web;

import dev.kontor.http.problem.ProblemException;
import dev.kontor.http.request.Prefer;
import dev.kontor.request.stream.Answer;
import dev.kontor.request.stream.Log;
import dev.kontor.request.stream.Waiters;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/// Takes single requests in and answers with what became of them: the same way for everything that
/// is written.
///
/// @param <S> what stands under a request's id in the end
final class Desk<S> {
    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(2);

    private final Log log;
    private final Waiters<S> waiters;
    private final Edge edge;

    Desk(Log log, Waiters<S> waiters, Edge edge) {
        this.log = log;
        this.waiters = waiters;
        this.edge = edge;
    }

    /// @throws ProblemException if it was not taken, perhaps not taken, or stands against its id
    <R> ResponseEntity<R> handle(Write<S, R> write, Prefer prefer, HttpServletRequest request) {
        if (!log.admits()) {
            throw new ProblemException(Problems.refused());
        }
        // A crowd that waits would keep out those whose requests could be taken.
        Duration wait = edge.isCrowded() ? Duration.ZERO : prefer.waitTime(DEFAULT_WAIT);
        Optional<String> traceparent = RequestHeaders.traceparent(request);
        try (Submission<S> submission = Submission.send(log, waiters, write, wait, traceparent)) {
            return switch (submission.await()) {
                case Submitted.Refused<S>() -> throw new ProblemException(Problems.refused());
                case Submitted.Unknown<S>() -> throw new ProblemException(Problems.unknown());
                case Submitted.Received<S>() ->
                        answer(HttpStatus.ACCEPTED, write, prefer).body(write.received());
                case Submitted.Decided<S>(Answer<S> answer) -> decided(write, prefer, answer);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problems.unknown());
        }
    }

    private <R> ResponseEntity<R> decided(Write<S, R> write, Prefer prefer, Answer<S> answer) {
        S recorded = answer.recorded();
        return switch (answer.standing()) {
            case FIRST -> answer(HttpStatus.CREATED, write, prefer).body(write.show(recorded));
            case REPEAT ->
                    answer(HttpStatus.OK, write, prefer)
                            .header("Idempotent-Replayed", "true")
                            .body(write.show(recorded));
            case CONFLICT -> throw new ProblemException(Problems.conflict(write, recorded));
        };
    }

    private ResponseEntity.BodyBuilder answer(HttpStatus status, Write<S, ?> write, Prefer prefer) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(status).header(HttpHeaders.LOCATION, write.href());
        if (prefer.explicitWait().isPresent()) {
            answer.header("Preference-Applied", "wait=" + prefer.explicitWait().get().toSeconds());
        } else if (prefer.respondAsync()) {
            answer.header("Preference-Applied", "respond-async");
        }
        return answer;
    }
}
