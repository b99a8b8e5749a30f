package dev.kontor.request.web;

import dev.kontor.request.stream.Answer;

/// How a submission ended, as far as it was waited for.
sealed interface Submitted<S> {
    /// Nothing was sent.
    record Refused<S>() implements Submitted<S> {}

    /// It may have been appended or not.
    record Unknown<S>() implements Submitted<S> {}

    /// Durable, and not decided in the time that was waited.
    record Received<S>() implements Submitted<S> {}

    record Decided<S>(Answer<S> answer) implements Submitted<S> {}
}
