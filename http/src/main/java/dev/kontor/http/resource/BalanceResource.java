package dev.kontor.http.resource;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Whole minor units, credits minus debits; beyond 64 bits for accounts without limit.
///
/// @param available null for an account without limit
public record BalanceResource(BigInteger posted, long held, @Nullable BigInteger available) {}
