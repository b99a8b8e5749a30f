package dev.kontor.query.web;

import dev.kontor.http.problem.ErrorCode;
import dev.kontor.http.problem.Problem;
import dev.kontor.http.problem.ProblemException;
import dev.kontor.query.store.Arrivals;
import dev.kontor.query.store.ViewUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Waits until a view shows what is asked for.
///
/// Who waits holds nothing but its own thread, which is virtual: it looks again when this instance
/// has committed something for the key and, because others commit too, after a while that grows.
final class Patience {
    private static final Duration FIRST_LOOK = Duration.ofMillis(200);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Arrivals arrivals;

    Patience(Arrivals arrivals) {
        this.arrivals = arrivals;
    }

    /// @param key of the account or transfer
    /// @param most how long to wait
    /// @return what is there when it is enough or the time is over
    /// @throws ProblemException (503) if too many wait
    /// @throws ViewUnavailableException if the database does not answer, and there is no time left
    <T> Optional<T> until(
            Object key, Duration most, Supplier<Optional<T>> view, Predicate<T> enough) {
        if (most.isZero()) {
            return view.get();
        }
        Look<T> first = Look.at(view);
        if (first.shows(enough)) {
            return first.found();
        }
        long deadline = System.nanoTime() + most.toNanos();
        try (Arrivals.Wait wait = arrivals.waitFor(key).orElseThrow(Patience::tooMany)) {
            return look(wait, deadline, view, enough);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return view.get();
        }
    }

    private static <T> Optional<T> look(
            Arrivals.Wait wait, long deadline, Supplier<Optional<T>> view, Predicate<T> enough)
            throws InterruptedException {
        Duration pause = FIRST_LOOK;
        while (true) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            Look<T> now = Look.at(view);
            if (now.shows(enough) || !left.isPositive() || wait.isOver()) {
                return now.foundOrThrow();
            }
            wait.await(left.compareTo(pause) < 0 ? left : pause);
            pause = pause.multipliedBy(2);
            pause = pause.compareTo(LONGEST_LOOK) > 0 ? LONGEST_LOOK : pause;
        }
    }

    /// What was seen. A database that does not answer is borne as long as there is time to wait.
    private record Look<T>(Optional<T> found, @Nullable ViewUnavailableException failure) {
        static <T> Look<T> at(Supplier<Optional<T>> view) {
            try {
                return new Look<>(view.get(), null);
            } catch (ViewUnavailableException e) {
                return new Look<>(Optional.empty(), e);
            }
        }

        boolean shows(Predicate<T> enough) {
            return found.filter(enough).isPresent();
        }

        Optional<T> foundOrThrow() {
            if (failure != null) {
                throw failure;
            }
            return found;
        }
    }

    private static ProblemException tooMany() {
        return new ProblemException(
                Problem.of(
                                ErrorCode.SERVICE_UNAVAILABLE,
                                "Too many requests wait already. Ask again, or without wait.")
                        .withRetryAfter(RETRY_AFTER));
    }
}
