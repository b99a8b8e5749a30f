package dev.kontor.events.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;

/// What ledger-processor tells one account to do.
///
/// @param rules the number of the rules it is decided by
/// @param amount of this instruction, which can be a part of its leg's
/// @param unconditional a debit that the account may not refuse
/// @param receivedAt when the request or command was received, or the expiry was due: the account's
///     clock
public record Instruction(
        int rules,
        InstructionId id,
        Money amount,
        boolean unconditional,
        Instant receivedAt,
        Instant effectiveAt) {

    /// The content apart from the identity, as 64 bits of a SHA-256 over a fixed list of fields: a
    /// repeat of an identity with another fingerprint breaks an invariant.
    public long fingerprint() {
        byte[] currency = amount.currency().code().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer content =
                ByteBuffer.allocate(4 + 8 + 3 + 1 + 8 + 8)
                        .putInt(rules)
                        .putLong(amount.minor())
                        .put(currency)
                        .put((byte) (unconditional ? 1 : 0))
                        .putLong(Micros.of(receivedAt))
                        .putLong(Micros.of(effectiveAt));
        MessageDigest sha256 = ContentDigest.sha256();
        sha256.update(content.array());
        return ByteBuffer.wrap(sha256.digest()).getLong();
    }
}
