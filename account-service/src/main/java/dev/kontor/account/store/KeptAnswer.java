package dev.kontor.account.store;

/// An answer as it was given.
///
/// @param fingerprint of the instruction it answers
/// @param outcome the record of the topic `transfers`, to be sent again as it is; never changed
public record KeptAnswer(long fingerprint, byte[] outcome) {}
