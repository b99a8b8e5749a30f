package dev.kontor.query.store;

import dev.kontor.processing.Transaction;
import java.util.Collection;
import java.util.Map;

/// Where the views of one topic are kept, as its projection sees it.
public interface ViewStore<K, E, V> {
    /// @return the views that are there
    Map<K, V> load(Transaction transaction, Collection<K> keys);

    void write(Transaction transaction, Changes<E, V> changes);
}
