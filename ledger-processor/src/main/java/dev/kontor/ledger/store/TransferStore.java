package dev.kontor.ledger.store;

import dev.kontor.events.model.TransferKey;
import dev.kontor.ledger.domain.Transfer;
import dev.kontor.ledger.store.Steps.Authorized;
import dev.kontor.processing.DuplicateRowException;
import dev.kontor.processing.Transaction;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The steps of all transfers, which of them have something under way, and which rest authorized.
public interface TransferStore {
    /// @return the transfers there are, as they stand by what is committed and what this
    ///     transaction wrote; those that are not there are left out
    Map<TransferKey, Transfer> load(Transaction transaction, Set<TransferKey> keys);

    /// @throws DuplicateRowException if a step is there already
    void append(Transaction transaction, Steps steps);

    /// Reads outside of any transaction and fence: good for what may be old.
    Map<TransferKey, Transfer> peek(Set<TransferKey> keys);

    /// Reads outside of any transaction and fence: good for what may be old.
    ///
    /// @param after where to go on; null: at the start
    /// @return at most `limit` transfers of the partition that have something under way, in the
    ///     order of the store
    List<TransferKey> open(int partition, @Nullable TransferKey after, int limit);

    /// Reads outside of any transaction and fence: good for what may be old.
    ///
    /// @return at most `limit` transfers of the partition that rest authorized, those first that
    ///     expire first, in the past or in the future
    List<Authorized> authorized(int partition, int limit);
}
