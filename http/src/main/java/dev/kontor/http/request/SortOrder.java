package dev.kontor.http.request;

/// The order of a list: oldest first, or newest first, which is the default.
public enum SortOrder {
    ASC,
    DESC
}
