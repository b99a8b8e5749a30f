package dev.kontor.request.web;

import dev.kontor.request.stream.Answer;

/// How a submission ended, as far as it was waited for.
sealed interface Outcome<S> {
    /// Nothing was sent.
    record Refused<S>() implements Outcome<S> {}

    /// It may have been appended or not.
    record Unknown<S>() implements Outcome<S> {}

    /// Durable, and not decided in the time that was waited.
    record Received<S>() implements Outcome<S> {}

    record Decided<S>(Answer<S> answer) implements Outcome<S> {}
}
