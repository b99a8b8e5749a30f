package dev.kontor.events.model;

import java.math.BigInteger;

/// What a leg's posting did to its account.
///
/// @param leg the position in the request, from 0
/// @param version the account's version after it
/// @param balanceAfter whole minor units, credits minus debits
public record LegResult(int leg, long version, BigInteger balanceAfter) {}
