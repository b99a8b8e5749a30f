package dev.kontor.request.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kontor.http.problem.ProblemException;
import dev.kontor.request.RequestProperties;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class EdgeTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void takesSoManyRequestsAtOnceAndTellsOthersWhenToComeAgain() {
        Edge edge = edge(2, 0);
        edge.enter();
        edge.enter();

        assertRefused(edge::enter, "service_unavailable", 1);
        edge.leave();
        edge.enter();
        assertThat(meters.get("kontor.refused").counter().count()).isEqualTo(1);
        assertThat(meters.get("kontor.under.way").tag("of", "requests").gauge().value())
                .isEqualTo(2);
    }

    @Test
    void takesSoManyRequestsInASecond() {
        Edge edge = edge(10, 2);
        edge.enter();
        edge.leave();
        edge.enter();
        edge.leave();

        assertRefused(edge::enter, "rate_limited", 1);
    }

    @Test
    void makesBulksWaitWhereSingleRequestsAreRefused() throws Exception {
        Edge edge = edge(10, 5);
        long begunAt = System.nanoTime();
        for (int i = 0; i < 11; i++) {
            edge.awaitTurn();
        }

        assertThat(System.nanoTime() - begunAt).isGreaterThan(TimeUnit.SECONDS.toNanos(1));
    }

    @Test
    void isCrowdedWhenMoreThanHalfOfThePlacesAreTaken() {
        Edge edge = edge(4, 0);
        edge.enter();
        edge.enter();
        assertThat(edge.isCrowded()).isFalse();
        edge.enter();
        assertThat(edge.isCrowded()).isTrue();
        edge.leave();
        assertThat(edge.isCrowded()).isFalse();
    }

    @Test
    void takesSoManyBulksAtOnce() {
        Edge edge = edge(1, 0);
        edge.enterBulk();
        edge.enterBulk();

        assertRefused(edge::enterBulk, "service_unavailable", 5);
        edge.leaveBulk();
        edge.enterBulk();
        edge.enter();
    }

    private Edge edge(int maxRequests, int maxRate) {
        URI readUrl = URI.create("http://localhost");
        return new Edge(new RequestProperties(readUrl, 1, maxRequests, maxRate, 1, 1, 2), meters);
    }

    private static void assertRefused(ThrowingCallable call, String code, long retryAfter) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(call)
                .satisfies(e -> {
                    assertThat(e.problem().code()).isEqualTo(code);
                    assertThat(e.problem().retryAfter()).isEqualTo(retryAfter);
                });
    }
}
