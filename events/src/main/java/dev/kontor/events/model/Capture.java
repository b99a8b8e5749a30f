package dev.kontor.events.model;

/// Whether a transfer posts by itself or holds its amount until it is captured.
public enum Capture {
    AUTOMATIC,
    MANUAL
}
