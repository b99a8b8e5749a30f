package dev.kontor.query.store;

import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Rejection;
import dev.kontor.events.model.Words;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// A rejection, as the columns `rejection` and `rejection_account`.
final class Rejections {
    private Rejections() {}

    static @Nullable String refusal(@Nullable Rejection rejection) {
        return rejection == null ? null : Words.of(rejection.refusal());
    }

    static @Nullable String account(@Nullable Rejection rejection) {
        return rejection == null || rejection.account() == null ? null : rejection.account().text();
    }

    static @Nullable Rejection read(Row row) throws SQLException {
        String refusal = row.optionalText("rejection");
        String account = row.optionalText("rejection_account");
        return refusal == null
                ? null
                : new Rejection(
                        Words.read(Refusal.class, refusal),
                        account == null ? null : new AccountId(account));
    }
}
