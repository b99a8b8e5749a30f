package dev.kontor.local;

import java.io.IOException;
import java.util.List;

/// PostgreSQL refuses to run as root. Where we are root it runs in a user namespace of its own, in
/// which it is nobody in particular and may still open the files that we own.
final class Unprivileged {

    private static final List<String> OWN_NAMESPACE = List.of("unshare", "--user");

    /// What to put before a command. Programs replace each other, so the process id stays.
    ///
    /// @throws IllegalStateException if we are root and there are no user namespaces
    static List<String> prefix() {
        if (!System.getProperty("user.name").equals("root")) {
            return List.of();
        }
        if (!namespacesAllowed()) {
            throw new IllegalStateException(
                    """
                    PostgreSQL does not run as root, and user namespaces, which would help, \
                    are not allowed here. Run as an ordinary user, or allow them (sysctl \
                    kernel.unprivileged_userns_clone=1; in a container, a seccomp profile with \
                    unshare), or name a PostgreSQL server of your own.\
                    """);
        }
        return OWN_NAMESPACE;
    }

    private static boolean namespacesAllowed() {
        try {
            return new ProcessBuilder("unshare", "--user", "true")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while trying a user namespace", e);
        }
    }

    private Unprivileged() {}
}
