package dev.kontor.request.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WindowTest {
    private final Window<String> window = new Window<>(2, 100);

    @Test
    void givesItemsInOrderAndEndsWhenItIsFinished() throws Exception {
        window.put("a", 1);
        window.put("b", 1);
        window.finish();

        assertThat(window.peek()).contains("a");
        assertThat(window.peek()).contains("a");
        window.remove();
        assertThat(window.peek(Duration.ZERO)).contains("b");
        window.remove();
        assertThat(window.peek()).isEmpty();
    }

    @Test
    void letsThePutterWaitForRoom() throws Exception {
        window.put("a", 1);
        window.put("b", 1);
        CompletableFuture<Boolean> third = putting("c", 1);

        assertThat(third).isNotDone();
        window.remove();
        assertThat(third.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void countsWeightButAlwaysHasRoomForOne() throws Exception {
        window.put("heavy", 1_000);
        CompletableFuture<Boolean> second = putting("light", 1);

        assertThat(second).isNotDone();
        window.remove();
        assertThat(second.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void sendsThePutterAwayWhenNobodyTakesAnyMore() throws Exception {
        window.put("a", 1);
        window.put("b", 1);
        CompletableFuture<Boolean> third = putting("c", 1);

        assertThat(window.abandon()).containsExactly("a", "b");
        assertThat(third.get(10, TimeUnit.SECONDS)).isFalse();
        assertThat(window.put("d", 1)).isFalse();
    }

    @Test
    void givesNothingWhenNothingComesInTime() throws Exception {
        assertThat(window.peek(Duration.ofMillis(1))).isEmpty();
    }

    private CompletableFuture<Boolean> putting(String value, int weight) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return window.put(value, weight);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
