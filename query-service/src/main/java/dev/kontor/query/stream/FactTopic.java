package dev.kontor.query.stream;

import dev.kontor.events.codec.AccountEvents;
import dev.kontor.events.codec.FutureRecordException;
import dev.kontor.events.codec.TransferEvents;
import dev.kontor.events.codec.UnreadableRecordException;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.Writer;
import dev.kontor.query.store.AsideStore;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A topic of facts, and how its records are read.
///
/// @param writer who alone writes it
/// @param facts the kinds of its records that are facts; what else it holds is for others
record FactTopic<R, E extends R>(
        Topic source,
        Writer writer,
        Class<E> facts,
        Decoder<R> decoder,
        Function<E, byte[]> encoder) {

    static final FactTopic<AccountEvent, AccountEvent.Numbered> ACCOUNT_EVENTS =
            new FactTopic<>(
                    Topic.ACCOUNT_EVENTS,
                    Writer.ACCOUNT_SERVICE,
                    AccountEvent.Numbered.class,
                    AccountEvents::decode,
                    AccountEvents::encode);

    static final FactTopic<TransferEvent, TransferEvent.Numbered> TRANSFER_EVENTS =
            new FactTopic<>(
                    Topic.TRANSFER_EVENTS,
                    Writer.LEDGER_PROCESSOR,
                    TransferEvent.Numbered.class,
                    TransferEvents::decode,
                    TransferEvents::encode);

    interface Decoder<R> {
        R decode(byte[] key, byte[] value) throws UnreadableRecordException, FutureRecordException;
    }

    @Nullable E factOf(R record) {
        return facts.isInstance(record) ? facts.cast(record) : null;
    }

    /// Reads again what was kept aside as the bytes of its record.
    E read(AsideStore.Fact kept) {
        try {
            byte[] key = kept.key().getBytes(StandardCharsets.UTF_8);
            return facts.cast(decoder.decode(key, kept.value()));
        } catch (UnreadableRecordException | FutureRecordException e) {
            throw new IllegalStateException("what was kept aside was readable once", e);
        }
    }
}
