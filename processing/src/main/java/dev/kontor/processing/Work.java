package dev.kontor.processing;

import dev.kontor.processing.Applied.Halt;
import dev.kontor.processing.RecordReader.Reading;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// What one poll gave for one partition, read up to the first record that halts it.
///
/// @param raw the records that can be applied or are dead letters; they follow one another
/// @param halt the record after them, if that is one that halts
/// @param end where the partition stands when all of it is applied; it has a hash, and is asked for
///     more than once
record Work<R>(
        Ownership ownership,
        List<ConsumerRecord<byte[], byte[]>> raw,
        PartitionBatch<R> batch,
        List<DeadRecord> dead,
        @Nullable Halt halt,
        Position end) {

    record DeadRecord(long offset, Output letter) {}

    static <R> Work<R> read(
            Ownership ownership, List<ConsumerRecord<byte[], byte[]>> raw, RecordReader<R> reader) {
        List<SourceRecord<R>> readable = new ArrayList<>(raw.size());
        List<DeadRecord> dead = new ArrayList<>();
        for (int i = 0; i < raw.size(); i++) {
            long offset = raw.get(i).offset();
            switch (reader.read(raw.get(i))) {
                case Reading.Usable<R>(SourceRecord<R> record) -> readable.add(record);
                case Reading.Dead<R>(var _, Output letter) ->
                        dead.add(new DeadRecord(offset, letter));
                case Reading.Halting<R>(String reason) -> {
                    return of(
                            ownership, raw.subList(0, i), readable, dead, new Halt(offset, reason));
                }
            }
        }
        return of(ownership, raw, readable, dead, null);
    }

    private static <R> Work<R> of(
            Ownership ownership,
            List<ConsumerRecord<byte[], byte[]>> raw,
            List<SourceRecord<R>> readable,
            List<DeadRecord> dead,
            @Nullable Halt halt) {
        return new Work<>(
                ownership,
                raw,
                new PartitionBatch<>(ownership.partition(), readable),
                dead,
                halt,
                raw.isEmpty() ? ownership.position() : Position.after(raw.getLast()));
    }

    int partition() {
        return ownership.partition();
    }

    /// Where the partition stands when what the core applied is applied.
    Position end(Applied applied) {
        return applied.halt() == null ? end : before(applied.halt().offset());
    }

    /// Where the partition stands when what lies before `offset` is applied.
    Position before(long offset) {
        int applied = Math.toIntExact(offset - ownership.position().next());
        return applied == 0 ? ownership.position() : Position.after(raw.get(applied - 1));
    }

    StateStore.Advance advance() {
        return new StateStore.Advance(partition(), ownership.token(), ownership.position(), end);
    }

    /// What is to be published: what the core put out, and the dead letters that lie before its
    /// halt.
    List<Output> outputs(Applied applied) {
        if (dead.isEmpty()) {
            return applied.outputs();
        }
        Halt stop = applied.halt();
        List<Output> outputs = new ArrayList<>(applied.outputs());
        for (DeadRecord record : dead) {
            if (stop == null || record.offset < stop.offset()) {
                outputs.add(record.letter);
            }
        }
        return outputs;
    }
}
