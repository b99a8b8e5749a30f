package dev.kontor.query.stream;

import dev.kontor.query.store.AsideStore;

/// Facts that are kept aside, as the bytes of their records.
interface FactCodec<E> {
    byte[] encode(E fact);

    E decode(AsideStore.Fact kept);
}
