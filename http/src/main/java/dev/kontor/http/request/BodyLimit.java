package dev.kontor.http.request;

import dev.kontor.http.problem.ErrorCode;
import dev.kontor.http.problem.ProblemException;

/// How large a body may be, and a line of a bulk: a thousand legs with long account ids fit, and a
/// thousand requests at once still fit into memory.
public final class BodyLimit {
    /// 256 KiB
    public static final int BYTES = 256 * 1024;

    private BodyLimit() {}

    public static ProblemException exceeded() {
        return new ProblemException(
                ErrorCode.PAYLOAD_TOO_LARGE, "A body, or a line, has at most 262144 bytes.");
    }
}
