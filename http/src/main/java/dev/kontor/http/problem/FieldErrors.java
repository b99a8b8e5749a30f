package dev.kontor.http.problem;

import java.util.ArrayList;
import java.util.List;

/// Collects what is wrong with a request, so that its sender learns all of it at once.
///
/// Not thread-safe: one request, one collector.
public final class FieldErrors {
    /// Enough to mend a request; a thousand legs shall not make an answer of a megabyte.
    static final int MOST = 100;

    private final List<FieldError> errors = new ArrayList<>();
    private int count;

    public void add(String field, FieldErrorCode code, String detail) {
        count++;
        if (errors.size() < MOST) {
            errors.add(new FieldError(field, code, detail));
        }
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /// The first hundred, in the order found.
    public List<FieldError> list() {
        return List.copyOf(errors);
    }

    /// Refuses the request with [ErrorCode#INVALID_REQUEST] if anything was found.
    ///
    /// @throws ProblemException with all fields to blame
    public void throwIfAny() {
        if (!isEmpty()) {
            throw new ProblemException(
                    Problem.of(ErrorCode.INVALID_REQUEST, summary()).withErrors(list()));
        }
    }

    private String summary() {
        FieldError first = errors.getFirst();
        String sentence = first.field() + ": " + first.detail();
        return count == 1 ? sentence : sentence + " (and " + (count - 1) + " more)";
    }
}
