package dev.kontor.request.stream;

import dev.kontor.events.topic.UnsafeTopicException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Opens the log when it is safe to: the topics are as they must be, every account known so far is
/// in the table of hints, and no answer can be missed any more.
///
/// Until then the service is up, says that it is not ready, and refuses what it is asked. Kafka may
/// come later; topics that are not safe end the process.
final class Intake implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

    /// Brings the topics about, or throws [UnsafeTopicException].
    interface TopicCheck {
        void run();
    }

    private final TopicCheck topics;
    private final List<Tail> tails;
    private final KafkaLog kafkaLog;
    private final Runnable giveUp;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("intake").daemon().unstarted(this::open);
    private volatile boolean open;
    private volatile boolean running;

    /// @param giveUp ends the process with an exit code other than 0
    Intake(TopicCheck topics, List<Tail> tails, KafkaLog kafkaLog, Runnable giveUp) {
        this.topics = topics;
        this.tails = List.copyOf(tails);
        this.kafkaLog = kafkaLog;
        this.giveUp = giveUp;
    }

    boolean isOpen() {
        return open;
    }

    @Override
    public void start() {
        running = true;
        thread.start();
    }

    @Override
    public void stop() {
        running = false;
        open = false;
        stopping.countDown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Starts before the web server does, and stops after it.
    @Override
    public int getPhase() {
        return 0;
    }

    private void open() {
        try {
            checkTopics();
            if (isStopping()) {
                return;
            }
            tails.forEach(Tail::start);
            for (Tail tail : tails) {
                awaitCaughtUp(tail);
            }
            if (!isStopping()) {
                kafkaLog.open();
                open = true;
                LOG.info("Requests are taken in");
            }
        } catch (UnsafeTopicException e) {
            LOG.error("request-service does not start: {}", e.getMessage());
            giveUp.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void checkTopics() throws InterruptedException {
        while (!isStopping()) {
            try {
                topics.run();
                return;
            } catch (UnsafeTopicException e) {
                throw e;
            } catch (RuntimeException e) {
                LOG.warn("Kafka is not there yet, trying again: {}", reason(e));
                var _ = stopping.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private void awaitCaughtUp(Tail tail) throws InterruptedException {
        while (!isStopping() && !tail.awaitCaughtUp(RETRY)) {
            LOG.info("Still reading: {}", tail);
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private static String reason(Throwable e) {
        return e.getCause() == null ? e.toString() : e.getMessage() + ": " + e.getCause();
    }
}
