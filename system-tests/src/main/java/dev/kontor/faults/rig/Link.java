package dev.kontor.faults.rig;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A network between two parties that can be cut: takes connections on a port of its own, and
/// passes on what comes, both ways.
public final class Link implements AutoCloseable {
    private static final int BUFFER_BYTES = 16 * 1024;

    private enum State {
        /// All passes.
        WHOLE,
        /// Connections end at once.
        CUT,
        /// Connections stand, and new ones are taken, but nothing passes either way.
        STALLED
    }

    private final String from;
    private final String to;
    private final int target;
    private final ServerSocket listener;
    private final Set<Pipe> pipes = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private State state = State.WHOLE;

    /// @param from who begins to speak
    /// @param to who is spoken to
    /// @param target the port that this one listens on
    Link(String from, String to, int port, int target) {
        this.from = from;
        this.to = to;
        this.target = target;
        try {
            this.listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException("the link " + this + " cannot listen on " + port, e);
        }
        Thread.ofVirtual().name(toString()).start(this::accept);
    }

    /// @param from an instance, or what the names of several begin with
    /// @param to likewise
    boolean joins(String from, String to) {
        return this.from.startsWith(from) && this.to.startsWith(to);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// Ends all connections, and each new one at once.
    public void cut() {
        become(State.CUT);
        pipes.forEach(Pipe::close);
    }

    /// Lets nothing pass any more and tells nobody.
    public void stall() {
        become(State.STALLED);
    }

    /// The far side of each connection goes away, and the near side never learns of it: what it
    /// sends is taken and nothing comes back. New connections are as good as any.
    public void forgetFarSide() {
        pipes.forEach(Pipe::forgetFarSide);
    }

    /// All passes again. What was held up goes on its way; what was cut stays cut.
    public void mend() {
        become(State.WHOLE);
    }

    private void become(State next) {
        lock.lock();
        try {
            state = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits while nothing may pass.
    ///
    /// @return false if all is cut
    private boolean passes() {
        lock.lock();
        try {
            while (state == State.STALLED && !listener.isClosed()) {
                changed.awaitUninterruptibly();
            }
            return state == State.WHOLE;
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket near = listener.accept();
                Thread.ofVirtual().name(toString()).start(() -> join(near));
            } catch (IOException e) {
                // The link is closed, or a client went away before it was taken.
            }
        }
    }

    private void join(Socket near) {
        Pipe pipe = new Pipe(near);
        pipes.add(pipe);
        if (passes()) {
            pipe.run();
        }
        pipe.close();
        pipes.remove(pipe);
    }

    @Override
    public String toString() {
        return from + " to " + to;
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        become(State.CUT);
        pipes.forEach(Pipe::close);
    }

    /// One connection.
    private final class Pipe {
        private final Socket near;
        private volatile @Nullable Socket far;
        private volatile boolean isFarSideForgotten;

        Pipe(Socket near) {
            this.near = near;
        }

        void run() {
            try {
                Socket reached = new Socket(InetAddress.getLoopbackAddress(), target);
                far = reached;
                near.setTcpNoDelay(true);
                reached.setTcpNoDelay(true);
                Thread back =
                        Thread.ofVirtual()
                                .name(Link.this + " back")
                                .start(() -> back(reached, near));
                forth(near, reached);
                back.join();
            } catch (IOException e) {
                return; // nobody listens there, which the near side sees as the end
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /// From the far side. Where that one is forgotten, the near side is not told of its end.
        private void back(Socket from, Socket to) {
            try {
                pump(from, to);
            } catch (IOException e) {
                // One side has ended, so the other does.
            }
            if (!isFarSideForgotten) {
                close();
            }
        }

        /// To the far side. Where that one is forgotten, all that comes is taken for it.
        private void forth(Socket from, Socket to) {
            try {
                pump(from, to);
            } catch (IOException e) {
                // One side has ended, so the other does, unless it is not to learn of it.
            }
            if (isFarSideForgotten) {
                swallow(from);
            }
            close();
        }

        private void pump(Socket from, Socket to) throws IOException {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (!passes() || isFarSideForgotten) {
                    return;
                }
                out.write(buffer, 0, read);
            }
        }

        /// Takes what still comes until the near side gives up.
        private void swallow(Socket from) {
            try {
                from.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // It gave up.
            }
        }

        void forgetFarSide() {
            isFarSideForgotten = true;
            close(far);
        }

        void close() {
            close(near);
            close(far);
        }

        private static void close(@Nullable Socket socket) {
            if (socket == null) {
                return;
            }
            try {
                socket.close();
            } catch (IOException e) {
                return; // it is as good as closed
            }
        }
    }
}
