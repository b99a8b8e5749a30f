package dev.kontor.cli.client;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// One HTTP/1.1 POST whose answer is read while its body is still being sent.
///
/// Java's own client sends a whole body before it reads, so with a server that answers as it reads
/// both sides would wait for each other as soon as the buffers between them are full. One thread
/// may write while another reads.
public final class StreamedPost implements Closeable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int CHUNK_BYTES = 32 * 1024;

    private final Socket socket;
    private final BufferedInputStream in;
    private final OutputStream out;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private int chunkLength;

    private StreamedPost(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), CHUNK_BYTES);
        this.out = new BufferedOutputStream(socket.getOutputStream(), CHUNK_BYTES + 64);
    }

    /// Connects and sends the head.
    ///
    /// @param readTimeout after which a read that got nothing throws a `SocketTimeoutException`
    public static StreamedPost open(URI uri, Map<String, String> headers, Duration readTimeout)
            throws IOException {
        Socket socket = connect(uri);
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(Math.toIntExact(readTimeout.toMillis()));
            StreamedPost post = new StreamedPost(socket);
            post.sendHead(uri, headers);
            return post;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// Adds to the body. Bytes are held back until there is a chunk of them, or [#flush].
    public void write(byte[] bytes) throws IOException {
        int from = 0;
        while (from < bytes.length) {
            int length = Math.min(bytes.length - from, CHUNK_BYTES - chunkLength);
            System.arraycopy(bytes, from, chunk, chunkLength, length);
            chunkLength += length;
            from += length;
            if (chunkLength == CHUNK_BYTES) {
                flush();
            }
        }
    }

    public void flush() throws IOException {
        if (chunkLength > 0) {
            out.write(
                    (Integer.toHexString(chunkLength) + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            out.write(chunk, 0, chunkLength);
            out.write('\r');
            out.write('\n');
            chunkLength = 0;
        }
        out.flush();
    }

    /// Ends the body.
    public void finish() throws IOException {
        flush();
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /// The answer's head, as soon as it is there, and its body to be read from.
    public HttpAnswer answer() throws IOException {
        HttpAnswer answer = HttpAnswer.readHead(in);
        while (answer.status() / 100 == 1) {
            answer = HttpAnswer.readHead(in);
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void sendHead(URI uri, Map<String, String> headers) throws IOException {
        StringBuilder head = new StringBuilder("POST ").append(uri.getRawPath());
        if (uri.getRawQuery() != null) {
            head.append('?').append(uri.getRawQuery());
        }
        head.append(" HTTP/1.1\r\nHost: ").append(uri.getRawAuthority());
        head.append("\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static Socket connect(URI uri) throws IOException {
        boolean secure = "https".equals(uri.getScheme().toLowerCase(Locale.ROOT));
        int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
        Socket socket = new Socket(Proxy.NO_PROXY);
        try {
            socket.connect(
                    new InetSocketAddress(uri.getHost(), port),
                    Math.toIntExact(CONNECT_TIMEOUT.toMillis()));
            return secure ? secured(socket, uri.getHost(), port) : socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static Socket secured(Socket plain, String host, int port) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }
}
