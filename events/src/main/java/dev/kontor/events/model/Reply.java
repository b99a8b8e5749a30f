package dev.kontor.events.model;

/// What one waiting request is told that it was.
public record Reply(ReplyTo to, Standing standing) {
    public enum Standing {
        /// The request that was recorded.
        FIRST,
        /// The same content again.
        REPEAT,
        /// The same id with other content: what is recorded stays.
        CONFLICT
    }
}
