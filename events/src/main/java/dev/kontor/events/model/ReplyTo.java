package dev.kontor.events.model;

import dev.kontor.events.model.Reply.Standing;

/// A waiting request: which instance of request-service holds it, and under which number.
///
/// @param instance 1 to 64 characters of `A-Z a-z 0-9 . _ -`
public record ReplyTo(String instance, long waiter) {
    public ReplyTo {
        if (instance.isEmpty() || instance.length() > 64 || instance.indexOf('/') >= 0) {
            throw new IllegalArgumentException("not an instance: " + instance);
        }
    }

    /// Reads `instance/waiter`.
    ///
    /// @throws IllegalArgumentException if it is anything else
    public static ReplyTo parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("not a reply address: " + text);
        }
        return new ReplyTo(text.substring(0, slash), Long.parseLong(text.substring(slash + 1)));
    }

    public Reply as(Standing standing) {
        return new Reply(this, standing);
    }

    @Override
    public String toString() {
        return instance + "/" + waiter;
    }
}
