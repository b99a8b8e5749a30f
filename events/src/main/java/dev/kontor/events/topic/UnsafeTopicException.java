package dev.kontor.events.topic;

import java.util.List;

/// The topics are laid out, or their brokers set up, in a way that breaks what Kontor promises;
/// nothing may start on them.
public final class UnsafeTopicException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnsafeTopicException(List<String> faults) {
        super("the topics are not safe for money: " + String.join("; ", faults));
    }
}
