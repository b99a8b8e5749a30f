package dev.kontor.events.model;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What names a transfer everywhere, and the record key of its topics: `tenant/transfer id`.
public record TransferKey(Tenant tenant, TransferId id) {
    /// @return the key of its records, and so what tells their partition
    public byte[] bytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return tenant + "/" + id;
    }

    // Written out, and so is the hash: see docs/performance.md.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof TransferKey(Tenant of, TransferId its)
                        && id.equals(its)
                        && tenant.equals(of));
    }

    @Override
    public int hashCode() {
        return 31 * tenant.hashCode() + id.hashCode();
    }
}
