package dev.kontor.request.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.Reply;
import dev.kontor.events.model.Reply.Standing;
import dev.kontor.events.model.ReplyTo;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WaitersTest {
    private final Waiters<String> waiters = new Waiters<>("me", 2);

    @Test
    void bringsAnAnswerToTheOneWhoWaitsForIt() throws Exception {
        try (Waiter<String> first = waiters.register().orElseThrow();
                Waiter<String> second = waiters.register().orElseThrow()) {
            waiters.answer(second.replyTo().as(Standing.REPEAT), "known");

            assertThat(second.await(Duration.ofSeconds(5)))
                    .contains(new Answer<>(Standing.REPEAT, "known"));
            assertThat(first.await(Duration.ZERO)).isEmpty();
        }
    }

    @Test
    void keepsTheFirstAnswer() throws Exception {
        try (Waiter<String> waiter = waiters.register().orElseThrow()) {
            waiters.answer(waiter.replyTo().as(Standing.FIRST), "first");
            waiters.answer(waiter.replyTo().as(Standing.REPEAT), "again");

            assertThat(waiter.await(Duration.ZERO)).contains(new Answer<>(Standing.FIRST, "first"));
        }
    }

    @Test
    void passesOverAnswersToOthers() throws Exception {
        try (Waiter<String> waiter = waiters.register().orElseThrow()) {
            long number = waiter.replyTo().waiter();
            waiters.answer(new Reply(new ReplyTo("other", number), Standing.FIRST), "theirs");
            waiters.answer(new Reply(new ReplyTo("me", number + 1), Standing.FIRST), "gone");

            assertThat(waiter.await(Duration.ZERO)).isEmpty();
        }
    }

    @Test
    @Timeout(30)
    void keepsNobodyWaitingOnceItHasEnded() throws Exception {
        try (Waiter<String> waits = waiters.register().orElseThrow()) {
            waiters.endWaiting();

            assertThat(waits.await(Duration.ofDays(1))).isEmpty();
            try (Waiter<String> comes = waiters.register().orElseThrow()) {
                assertThat(comes.await(Duration.ofDays(1))).isEmpty();
            }
        }
    }

    @Test
    void lodgesNoMoreThanItHasRoomForUntilOneLeaves() {
        Waiter<String> first = waiters.register().orElseThrow();
        Waiter<String> second = waiters.register().orElseThrow();

        assertThat(waiters.register()).isEmpty();
        first.close();
        first.close();
        assertThat(waiters.register()).isPresent();
        assertThat(waiters.register()).isEmpty();
        second.close();
        assertThat(waiters.size()).isEqualTo(1);
    }
}
