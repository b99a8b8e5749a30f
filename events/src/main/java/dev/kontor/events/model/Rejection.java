package dev.kontor.events.model;

import org.jspecify.annotations.Nullable;

/// A refusal, and the account that is to blame if one is.
public record Rejection(Refusal refusal, @Nullable AccountId account) {}
