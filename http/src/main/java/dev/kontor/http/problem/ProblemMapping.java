package dev.kontor.http.problem;

import java.util.Optional;

/// What a service knows of an exception of its own: a bean, asked before all that is known here.
@FunctionalInterface
public interface ProblemMapping {
    /// @return empty if it is no exception of ours
    Optional<Problem> problemOf(Exception e);
}
