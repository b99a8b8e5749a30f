package dev.kontor.cli.stack;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/// Whether the servers on this machine answer: one that is frozen still takes connections. Asks in
/// a few bytes of their own protocols what they answer to anybody, since their clients would take
/// longer to start than to ask.
final class Answers {

    private static final int PATIENCE_MILLIS = Math.toIntExact(Duration.ofSeconds(3).toMillis());

    /// `ApiVersions`, version 0, from a client without a name.
    private static final byte[] API_VERSIONS = {0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 7, -1, -1};

    /// `SSLRequest`, which is answered by one byte.
    private static final byte[] SSL_REQUEST = {0, 0, 0, 8, 4, -46, 22, 47};

    static boolean kafka(int port) {
        return ask(port, API_VERSIONS, Integer.BYTES);
    }

    static boolean postgres(int port) {
        return ask(port, SSL_REQUEST, 1);
    }

    /// @param least bytes that an answer has
    private static boolean ask(int port, byte[] question, int least) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write(question);
            out.flush();
            new DataInputStream(socket.getInputStream()).readFully(new byte[least]);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Answers() {}
}
