package dev.kontor.query.domain;

import dev.kontor.events.model.TransferSnapshot;

/// A transfer as it is after one of its facts.
///
/// @param number of that fact
public record TransferView(long number, TransferSnapshot transfer) {}
