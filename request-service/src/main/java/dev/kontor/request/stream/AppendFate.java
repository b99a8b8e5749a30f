package dev.kontor.request.stream;

/// What became of an append.
public enum AppendFate {
    /// All in-sync replicas have it.
    DURABLE,
    /// Nothing was sent, and nothing will be.
    REFUSED,
    /// It may be in the log or not; the same request again makes it certain.
    UNKNOWN
}
