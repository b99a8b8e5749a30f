package dev.kontor.events.topic;

/// The headers of Kontor's records. All values are text in UTF-8.
public final class Headers {
    /// Who wrote it: [Writer#text].
    public static final String WRITER = "writer";

    /// Which request waits for the outcome: [dev.kontor.events.model.ReplyTo], as
    /// `instance/waiter`.
    public static final String REPLY = "reply";

    /// On answers only, so that others can pass them over unread; the value is empty.
    public static final String ANSWER = "answer";

    /// The W3C trace context.
    public static final String TRACEPARENT = "traceparent";

    private Headers() {}
}
