package dev.kontor.request.web;

import dev.kontor.request.Http;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/// One bulk over a bare socket, so that a test decides what is sent and read, and when.
final class BulkConnection implements Closeable {
    private final Socket socket;
    private final OutputStream out;
    private final BufferedReader lines;

    private BulkConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.lines =
                new BufferedReader(
                        new InputStreamReader(
                                new Unchunked(socket.getInputStream()), StandardCharsets.UTF_8));
    }

    static BulkConnection open(int port, String... headers) throws IOException {
        Socket socket = new Socket("localhost", port);
        socket.setSoTimeout(60_000);
        StringBuilder head =
                new StringBuilder(
                        """
                        POST /v1/transfers/bulk HTTP/1.1
                        Host: localhost
                        Content-Type: application/x-ndjson
                        Transfer-Encoding: chunked
                        """);
        for (String header : headers) {
            head.append(header).append('\n');
        }
        BulkConnection connection = new BulkConnection(socket);
        connection.out.write(
                (head.toString().replace("\n", "\r\n") + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        connection.out.flush();
        return connection;
    }

    static String id() {
        return UUID.randomUUID().toString();
    }

    static String line(String id, long amount) {
        return """
        {"id": "%s", "debit_account": "alice", "credit_account": "bob", "amount": %d, \
        "currency": "EUR"}\
        """
                .formatted(id, amount);
    }

    void send(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream chunk = new ByteArrayOutputStream(bytes.length + 16);
        String length = Integer.toHexString(bytes.length) + "\r\n";
        chunk.writeBytes(length.getBytes(StandardCharsets.US_ASCII));
        chunk.writeBytes(bytes);
        chunk.writeBytes(new byte[] {'\r', '\n'});
        out.write(chunk.toByteArray());
        out.flush();
    }

    /// Sends that many transfers, on the caller's thread.
    void sendLines(int count) {
        try {
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < count; i++) {
                lines.append(line(id(), 1 + i)).append('\n');
                if (i % 100 == 99 || i == count - 1) {
                    send(lines.toString());
                    lines.setLength(0);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends that many transfers and the end, on a thread of its own.
    CompletableFuture<Void> sendingAll(int count) {
        return CompletableFuture.runAsync(() -> {
            sendLines(count);
            endQuietly();
        });
    }

    void endQuietly() {
        try {
            end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void end() throws IOException {
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /// Ends what is sent in the middle, as a client that dies; answers can still be read.
    void breakOff() throws IOException {
        socket.shutdownOutput();
    }

    /// @throws IOException if the stream ends before there is one
    JsonNode read() throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new IOException("the answer has ended");
        }
        return Http.parse(line);
    }

    CompletableFuture<JsonNode> reading() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /// Everything that is left, the summary included.
    List<JsonNode> readAll() throws IOException {
        List<JsonNode> answers = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            answers.add(Http.parse(line));
        }
        return answers;
    }

    /// Everything that is left of an answer that may end anyhow.
    List<JsonNode> readAllThatComes() {
        List<JsonNode> answers = new ArrayList<>();
        try {
            while (true) {
                answers.add(read());
            }
        } catch (IOException e) {
            return answers;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /// The body of an answer in chunks; its head is skipped.
    private static final class Unchunked extends InputStream {
        private final InputStream in;
        private long left;
        private boolean begun;
        private boolean ended;

        Unchunked(InputStream in) {
            this.in = new BufferedInputStream(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0 && !ended) {
                nextChunk();
            }
            if (ended) {
                return -1;
            }
            int read = in.read(buffer, offset, (int) Math.min(length, left));
            if (read < 0) {
                throw new IOException("cut within a chunk");
            }
            left -= read;
            return read;
        }

        private void nextChunk() throws IOException {
            String line = line();
            while (!begun && !line.isEmpty()) {
                line = line();
            }
            begun = true;
            left = Long.parseLong(line(), 16);
            ended = left == 0;
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("cut between chunks");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }
    }
}
