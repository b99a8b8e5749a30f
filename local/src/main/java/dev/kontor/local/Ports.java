package dev.kontor.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/// Ports that nobody listens on.
public final class Ports {

    /// Below what systems hand out to outgoing connections: a client that knocks again and again at
    /// a server that is down would sooner or later be given the server's own port.
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_767;

    private static final int ATTEMPTS = 1_000;

    /// Who asks for many and listens later must not be given one twice.
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    /// The preferred port if it is free, else one that is.
    ///
    /// The port is only looked at, not kept: another process may still take it first.
    public static int free(int preferred) {
        return isFree(preferred) ? preferred : free();
    }

    /// Any free port, and another one each time.
    public static int free() {
        return ThreadLocalRandom.current()
                .ints(ATTEMPTS, LOWEST, HIGHEST + 1)
                .filter(Ports::isFree)
                .filter(GIVEN::add)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(
                                "no free port between %d and %d".formatted(LOWEST, HIGHEST)));
    }

    /// Whether a server could listen on a port, on all addresses and on the loopback address alone.
    public static boolean isFree(int port) {
        return canBind(new InetSocketAddress(port))
                && canBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private static boolean canBind(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address, 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Ports() {}
}
