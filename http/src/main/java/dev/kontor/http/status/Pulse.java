package dev.kontor.http.status;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Asks a server that this service stands on again and again whether it answers: one that is frozen
/// takes connections and says nothing, which else only those notice who wait for it.
public final class Pulse implements SmartLifecycle {
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    /// Longer than a busy machine takes to answer; the question itself gives up before.
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(8);

    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

    /// Has an answer, or throws within a few seconds.
    @FunctionalInterface
    public interface Question {
        void ask() throws Exception;
    }

    private final String server;
    private final Question question;
    private final AutoCloseable asker;
    private final LongSupplier nanoTime;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile long answeredAt;
    private volatile boolean running;

    /// @param server what it is called in messages
    /// @param asker is closed in the end
    public Pulse(String server, Question question, AutoCloseable asker, LongSupplier nanoTime) {
        this.server = server;
        this.question = question;
        this.asker = asker;
        this.nanoTime = nanoTime;
        this.answeredAt = nanoTime.getAsLong();
    }

    /// @return what is wrong; empty: it answers
    public Optional<String> trouble() {
        Duration silence = Duration.ofNanos(nanoTime.getAsLong() - answeredAt);
        return silence.compareTo(LONGEST_SILENCE) <= 0
                ? Optional.empty()
                : Optional.of(
                        "%s has not answered for %d s".formatted(server, silence.toSeconds()));
    }

    /// Asks once.
    void beat() {
        try {
            question.ask();
            answeredAt = nanoTime.getAsLong();
        } catch (Exception e) {
            LOG.debug("{} does not answer", server, e);
        }
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().name("pulse-" + server).daemon().start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        stopping.countDown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        try (asker) {
            do {
                beat();
            } while (!stopping.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
        } catch (Exception e) {
            LOG.debug("{} is not asked any more", server, e);
        }
    }
}
