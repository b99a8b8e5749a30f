package dev.kontor.query.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kontor.http.problem.ErrorCode;
import dev.kontor.http.problem.ProblemException;
import dev.kontor.query.store.Arrivals;
import dev.kontor.query.store.ViewUnavailableException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Arrivals arrivals = new Arrivals(1);
    private final Patience patience = new Patience(arrivals);
    private final AtomicInteger view = new AtomicInteger();
    private final CountDownLatch looked = new CountDownLatch(2);

    @Test
    void doesNotWaitForWhatIsThere() {
        view.set(5);

        assertThat(patience.until("key", LONG, this::look, found -> found >= 5)).hasValue(5);
        assertThat(looked.getCount()).isOne();
    }

    @Test
    void answersAtOnceIfItIsNotToWait() {
        assertThat(patience.until("key", Duration.ZERO, this::look, found -> found >= 5))
                .hasValue(0);
        assertThat(looked.getCount()).isOne();
    }

    @Test
    void isWokenByWhatArrives() throws Exception {
        CompletableFuture<Optional<Integer>> answer = waitForFive();
        looked.await();

        view.set(5);
        arrivals.arrived(List.of("key"));

        assertThat(answer.get(10, TimeUnit.SECONDS)).hasValue(5);
    }

    @Test
    void findsWhatAnotherInstanceWroteWithoutBeingWoken() throws Exception {
        CompletableFuture<Optional<Integer>> answer = waitForFive();
        looked.await();

        view.set(5);

        assertThat(answer.get(10, TimeUnit.SECONDS)).hasValue(5);
    }

    @Test
    void answersWithWhatIsThereWhenTheTimeIsOver() {
        assertThat(patience.until("key", Duration.ofMillis(300), this::look, found -> found >= 5))
                .hasValue(0);
    }

    @Test
    void letsNoMoreWaitThanThereArePlaces() throws Exception {
        CompletableFuture<Optional<Integer>> first = waitForFive();
        looked.await();

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> patience.until("other", LONG, this::look, found -> found >= 5))
                .satisfies(e ->
                        assertThat(e.problem().code())
                                .isEqualTo(ErrorCode.SERVICE_UNAVAILABLE.code()))
                .satisfies(e -> assertThat(e.problem().retryAfter()).isOne());

        view.set(5);
        assertThat(first.get(10, TimeUnit.SECONDS)).hasValue(5);
        assertThat(patience.until("other", LONG, this::look, found -> found >= 5)).hasValue(5);
    }

    @Test
    void bearsADatabaseThatFailsAsLongAsThereIsTime() {
        AtomicInteger failures = new AtomicInteger(2);

        assertThat(
                        patience.until(
                                "key",
                                LONG,
                                () -> {
                                    if (failures.getAndDecrement() > 0) {
                                        throw new ViewUnavailableException(new SQLException());
                                    }
                                    return Optional.of(5);
                                },
                                found -> found >= 5))
                .hasValue(5);
    }

    @Test
    void endsAllWaitingWhenTheServiceStops() throws Exception {
        CompletableFuture<Optional<Integer>> answer = waitForFive();
        looked.await();

        arrivals.close();

        assertThat(answer.get(10, TimeUnit.SECONDS)).hasValue(0);
    }

    private CompletableFuture<Optional<Integer>> waitForFive() {
        return CompletableFuture.supplyAsync(
                () -> patience.until("key", LONG, this::look, found -> found >= 5));
    }

    private Optional<Integer> look() {
        looked.countDown();
        return Optional.of(view.get());
    }
}
