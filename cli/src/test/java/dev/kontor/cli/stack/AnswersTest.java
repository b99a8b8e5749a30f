package dev.kontor.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.local.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AnswersTest {
    @Test
    void takesWhoeverAcceptsAndSaysNothingForFrozen() throws Exception {
        try (ServerSocket frozen = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            assertThat(Answers.kafka(frozen.getLocalPort())).isFalse();
            assertThat(Answers.postgres(frozen.getLocalPort())).isFalse();
        }
    }

    @Test
    void takesWhoeverIsNotThereForOneWhoDoesNotAnswer() throws Exception {
        assertThat(Answers.kafka(Ports.free())).isFalse();
    }

    @Test
    void hearsAnAnswer() throws Exception {
        assertThat(answered(4, 14, Answers::kafka)).isTrue();
        assertThat(answered(1, 8, Answers::postgres)).isTrue();
    }

    @Test
    void takesHalfAnAnswerForNone() throws Exception {
        assertThat(answered(3, 14, Answers::kafka)).isFalse();
    }

    private interface Question {
        boolean ask(int port);
    }

    /// @param question how many bytes it has
    private static boolean answered(int answer, int question, Question asked) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> answering =
                    CompletableFuture.runAsync(
                            () -> {
                                try (Socket client = server.accept()) {
                                    client.getInputStream().readNBytes(question);
                                    client.getOutputStream().write(new byte[answer]);
                                } catch (IOException e) {
                                    throw new IllegalStateException(e);
                                }
                            },
                            Thread::startVirtualThread);
            boolean heard = asked.ask(server.getLocalPort());
            answering.get();
            return heard;
        }
    }
}
