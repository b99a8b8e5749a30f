package dev.kontor.query.store;

import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.Capture;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.Money;
import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.TransferId;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.events.model.TransferStatus;
import dev.kontor.events.model.Words;
import dev.kontor.query.domain.AccountVersion;
import dev.kontor.query.domain.TransferView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads rows of `transfer`.
final class TransferRow {
    /// In the order in which rows are written.
    static final String COLUMNS =
            """
            tenant, id, number, status, capture, leg_account, leg_direction, leg_amount,
            leg_currency, leg_version, leg_balance_after, captured_amount, released_amount,
            reversed_amount, returned_amount, rejection, rejection_account, description, metadata,
            content_digest, conflict_count, conflict_digests, expires_at, happened_at, sent_at,
            received_at, decided_at, posted_account, posted_version
            """;

    /// All transfers, decided or not; goes on with a condition on `t`.
    static final String SELECT =
            """
            select t.*
            from (select %1$s from transfer
                  union all
                  select %1$s from open_transfer) t
            """
                    .formatted(COLUMNS);

    private TransferRow() {}

    static TransferView view(ResultSet columns) throws SQLException {
        Row row = new Row(columns);
        TransferSnapshot transfer = transfer(row);
        List<String> accounts = row.texts("posted_account");
        List<AccountVersion> posted =
                accounts.isEmpty()
                        ? asLegsSay(transfer)
                        : AccountVersions.of(accounts, row.numbers("posted_version"));
        return new TransferView(row.number("number"), transfer, posted);
    }

    /// @return what `posted_account` and `posted_version` tell; empty if they need not
    static List<AccountVersion> posted(TransferView view) {
        return view.posted().equals(asLegsSay(view.transfer())) ? List.of() : view.posted();
    }

    private static List<AccountVersion> asLegsSay(TransferSnapshot transfer) {
        return AccountVersion.ofResults(transfer.request().legs(), transfer.results());
    }

    static TransferKey key(Row row) throws SQLException {
        return new TransferKey(new Tenant(row.text("tenant")), new TransferId(row.uuid("id")));
    }

    private static TransferSnapshot transfer(Row row) throws SQLException {
        return new TransferSnapshot(
                key(row),
                request(row),
                new ContentDigest(row.text("content_digest")),
                row.word("status", TransferStatus.class),
                Results.of(row.numbers("leg_version"), row.wides("leg_balance_after")),
                row.number("captured_amount"),
                row.number("released_amount"),
                row.number("reversed_amount"),
                row.number("returned_amount"),
                Rejections.read(row),
                row.conflicts(),
                row.optionalTime("decided_at"),
                List.of());
    }

    private static TransferRequest request(Row row) throws SQLException {
        return new TransferRequest(
                legs(row),
                row.word("capture", Capture.class),
                row.optionalTime("expires_at"),
                row.optionalTime("happened_at"),
                row.optionalTime("sent_at"),
                row.time("received_at"),
                row.optionalText("description"),
                Metadata.read(row.text("metadata")));
    }

    private static List<Leg> legs(Row row) throws SQLException {
        List<String> accounts = row.texts("leg_account");
        List<String> directions = row.texts("leg_direction");
        List<@Nullable Long> amounts = row.numbers("leg_amount");
        List<String> currencies = row.texts("leg_currency");
        List<Leg> legs = new ArrayList<>(accounts.size());
        for (int leg = 0; leg < accounts.size(); leg++) {
            legs.add(
                    new Leg(
                            new AccountId(accounts.get(leg)),
                            Words.read(Direction.class, directions.get(leg)),
                            new Money(
                                    Objects.requireNonNull(amounts.get(leg)),
                                    Currency.of(currencies.get(leg))),
                            null));
        }
        return legs;
    }
}
