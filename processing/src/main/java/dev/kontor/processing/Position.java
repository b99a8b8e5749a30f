package dev.kontor.processing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// How far a partition has been applied.
///
/// @param next the offset of the next record to apply
/// @param leaderEpoch of the last record applied; null before the first, or where Kafka gives none
/// @param hash of the last record applied; null before the first
public record Position(long next, @Nullable Integer leaderEpoch, byte @Nullable [] hash) {
    private static final ThreadLocal<MessageDigest> SHA_256 =
            ThreadLocal.withInitial(Position::newSha256);

    static final Position START = new Position(0, null, null);

    /// The position after `last`.
    static Position after(ConsumerRecord<byte[], byte[]> last) {
        return new Position(last.offset() + 1, last.leaderEpoch().orElse(null), hashOf(last));
    }

    /// @return SHA-256 over what makes the record this record: key and value
    static byte[] hashOf(ConsumerRecord<byte[], byte[]> record) {
        return hashOf(record.key(), record.value());
    }

    static byte[] hashOf(byte @Nullable [] key, byte @Nullable [] value) {
        MessageDigest sha256 = SHA_256.get();
        sha256.reset();
        update(sha256, key);
        update(sha256, value);
        return sha256.digest();
    }

    private static void update(MessageDigest digest, byte @Nullable [] bytes) {
        int length = bytes == null ? -1 : bytes.length;
        digest.update(Integer.toString(length).getBytes(StandardCharsets.US_ASCII));
        if (bytes != null) {
            digest.update(bytes);
        }
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
