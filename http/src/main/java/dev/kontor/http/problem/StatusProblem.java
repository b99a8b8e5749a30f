package dev.kontor.http.problem;

/// The problem for a status that a library chose, of which nothing else is known or may be told.
final class StatusProblem {
    private StatusProblem() {}

    static Problem of(int status) {
        ErrorCode code = ErrorCode.ofStatus(status);
        Problem problem = Problem.of(code, detail(code));
        return (status >= 400 ? problem.withStatus(status) : problem).withAnyRetryAfter();
    }

    private static String detail(ErrorCode code) {
        return switch (code) {
            case NOT_FOUND -> "There is nothing at this address.";
            case INTERNAL_ERROR -> "The request failed. Tell us its request_id.";
            case SERVICE_UNAVAILABLE -> "The service cannot answer now. Try again later.";
            case INVALID_REQUEST -> "The request cannot be read.";
            default -> code.title() + ".";
        };
    }
}
