package dev.kontor.simulation;

import dev.kontor.events.codec.FutureRecordException;
import dev.kontor.events.codec.UnreadableRecordException;
import java.util.Arrays;
import java.util.IdentityHashMap;

/// What records of one kind say, read once: the same bytes say the same to everyone, and are never
/// changed once they are there. What cannot be read is tried again each time.
///
/// Bytes are known by their place in memory and not by what is in them: where a processor decides
/// again, what it puts out then is read again.
final class Readings<R> {
    private final IdentityHashMap<byte[], Read<R>> known = new IdentityHashMap<>();
    private final Decoder<R> decoder;

    Readings(Decoder<R> decoder) {
        this.decoder = decoder;
    }

    /// @param key the one it was read with: another key may contradict the value
    private record Read<R>(byte[] key, R record) {}

    @FunctionalInterface
    interface Decoder<R> {
        R decode(byte[] key, byte[] value) throws UnreadableRecordException, FutureRecordException;
    }

    R of(byte[] key, byte[] value) throws UnreadableRecordException, FutureRecordException {
        Read<R> read = known.get(value);
        if (read == null || !Arrays.equals(read.key, key)) {
            read = new Read<>(key, decoder.decode(key, value));
            known.put(value, read);
        }
        return read.record;
    }
}
