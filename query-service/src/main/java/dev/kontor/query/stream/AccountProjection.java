package dev.kontor.query.stream;

import dev.kontor.events.codec.AccountEvents;
import dev.kontor.events.codec.FutureRecordException;
import dev.kontor.events.codec.UnreadableRecordException;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.Writer;
import dev.kontor.processing.Applied;
import dev.kontor.processing.PartitionBatch;
import dev.kontor.processing.Processor;
import dev.kontor.processing.Transaction;
import dev.kontor.query.domain.AccountFold;
import dev.kontor.query.store.AccountStore;
import dev.kontor.query.store.Arrivals;
import dev.kontor.query.store.AsideStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/// From `account-events` into accounts, entries and the trial balance. Answers are passed over.
final class AccountProjection implements Processor<AccountEvent> {
    private final Projection<AccountEvent, AccountEvent.Numbered, AccountKey, AccountSnapshot>
            projection;

    AccountProjection(AccountStore accounts, AsideStore aside, Arrivals arrivals) {
        projection =
                new Projection<>(
                        AccountEvent.Numbered.class,
                        new AccountFold(),
                        accounts,
                        aside,
                        new Codec(),
                        arrivals);
    }

    @Override
    public Topic source() {
        return Topic.ACCOUNT_EVENTS;
    }

    @Override
    public AccountEvent decode(byte[] key, byte[] value)
            throws UnreadableRecordException, FutureRecordException {
        return AccountEvents.decode(key, value);
    }

    @Override
    public Writer writerOf(AccountEvent record) {
        return Writer.ACCOUNT_SERVICE;
    }

    @Override
    public List<Applied> apply(
            Transaction transaction, List<PartitionBatch<AccountEvent>> batches) {
        return projection.apply(transaction, batches);
    }

    @Override
    public void committed() {
        projection.committed();
    }

    @Override
    public void rolledBack() {
        projection.rolledBack();
    }

    @Override
    public void forget(int partition) {
        projection.forget(partition);
    }

    @Override
    public Tick tick(int partition, boolean caughtUp, Instant now) {
        // What is missing may stand in the log unread.
        return caughtUp ? projection.tick(partition, now) : Tick.NOTHING;
    }

    private static final class Codec implements FactCodec<AccountEvent.Numbered> {
        @Override
        public byte[] encode(AccountEvent.Numbered fact) {
            return AccountEvents.encode(fact);
        }

        @Override
        public AccountEvent.Numbered decode(AsideStore.Fact kept) {
            try {
                byte[] key = kept.key().getBytes(StandardCharsets.UTF_8);
                return (AccountEvent.Numbered) AccountEvents.decode(key, kept.value());
            } catch (UnreadableRecordException | FutureRecordException e) {
                throw new IllegalStateException("what was kept aside was readable once", e);
            }
        }
    }
}
