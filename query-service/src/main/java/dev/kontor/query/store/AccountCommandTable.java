package dev.kontor.query.store;

import dev.kontor.events.model.AccountCommand;
import dev.kontor.events.model.AccountCommandSnapshot;
import dev.kontor.events.model.AccountEvent.CommandDecided;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.CommandStatus;
import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.OverdraftLimit;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Words;
import dev.kontor.processing.CopyRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The table `account_command`.
final class AccountCommandTable {
    private static final String FIND =
            """
            select id, kind, reason, overdraft_limit, status, rejection, content_digest,
                   conflict_count, conflict_digests, received_at, decided_at
            from account_command
            where tenant = ? and account = ? and id = ?
            """;
    private static final String LIMIT_AT =
            """
            select version, overdraft_limit
            from account_command
            where tenant = ? and account = ? and decided_at <= ?
              and kind = 'change_overdraft_limit' and status = 'done'
            order by decided_at desc, version desc
            limit 1
            """;
    private static final String COPY =
            """
            copy account_command (tenant, account, id, version, kind, reason, overdraft_limit,
                                  status, rejection, content_digest, conflict_count,
                                  conflict_digests, received_at, decided_at)
            from stdin (format binary)
            """;
    private static final int COLUMNS = 14;
    private static final String ADD_CONFLICTS =
            """
            update account_command c
            set conflict_count = c.conflict_count + n.conflict_count::bigint,
                conflict_digests = c.conflict_digests || n.conflict_digests::text[]
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                 as n (tenant, account, id, conflict_count, conflict_digests)
            where c.tenant = n.tenant and c.account = n.account and c.id = n.id::uuid
            """;

    private AccountCommandTable() {}

    record CommandKey(AccountKey account, UUID id) {}

    /// The limit from a version on.
    record LimitChange(long version, OverdraftLimit limit) {}

    static void write(Connection connection, CommandChanges<CommandKey, CommandDecided> changes)
            throws SQLException {
        CopyRows rows = new CopyRows();
        changes.decided().forEach(decided -> add(rows.row(COLUMNS), decided));
        rows.copyInto(connection, COPY);
        Map<CommandKey, Conflicts> lost = changes.lost();
        if (!lost.isEmpty()) {
            new Statement(ADD_CONFLICTS)
                    .column(lost.keySet(), command -> command.account().tenant())
                    .column(lost.keySet(), command -> command.account().id())
                    .column(lost.keySet(), CommandKey::id)
                    .column(lost.values(), Conflicts::count)
                    .column(lost.values(), Digests::array)
                    .execute(connection);
        }
    }

    static Optional<AccountCommandSnapshot> find(
            Connection connection, AccountKey account, UUID command) throws SQLException {
        return new Statement(FIND)
                        .value(account.tenant().name())
                        .value(account.id().text())
                        .value(command)
                        .rows(connection, AccountCommandTable::command)
                        .stream()
                        .findFirst();
    }

    /// @return the last change of the limit until then; empty: none
    static Optional<LimitChange> limitAt(Connection connection, AccountKey account, Instant at)
            throws SQLException {
        return limitAt(account, at)
                .rows(
                        connection,
                        columns -> {
                            Row row = new Row(columns);
                            return new LimitChange(
                                    row.number("version"), row.limit("overdraft_limit"));
                        })
                .stream()
                .findFirst();
    }

    static Statement limitAt(AccountKey account, Instant at) {
        return new Statement(LIMIT_AT)
                .value(account.tenant().name())
                .value(account.id().text())
                .value(at);
    }

    private static void add(CopyRows row, CommandDecided decided) {
        AccountCommandSnapshot command = decided.command();
        Refusal refusal = command.refusal();
        row.text(decided.key().tenant().name())
                .text(decided.key().id().text())
                .uuid(command.id())
                .bigint(decided.version())
                .text(command.content().kind())
                .text(reason(command.content()))
                .bigint(limit(command.content()))
                .text(Words.of(command.status()))
                .text(refusal == null ? null : Words.of(refusal))
                .text(command.digest().text())
                .bigint(command.conflicts().count())
                .texts(Digests.texts(command.conflicts()))
                .timestamptz(command.receivedAt())
                .timestamptz(decided.at());
    }

    private static @Nullable String reason(AccountCommand command) {
        return switch (command) {
            case AccountCommand.Freeze(var reason) -> reason;
            case AccountCommand.Unfreeze(var reason) -> reason;
            case AccountCommand.Close(var reason) -> reason;
            case AccountCommand.ChangeOverdraftLimit _ -> null;
        };
    }

    private static @Nullable Long limit(AccountCommand command) {
        return command instanceof AccountCommand.ChangeOverdraftLimit(long minor) ? minor : null;
    }

    private static AccountCommandSnapshot command(ResultSet columns) throws SQLException {
        Row row = new Row(columns);
        String refusal = row.optionalText("rejection");
        return new AccountCommandSnapshot(
                row.uuid("id"),
                content(row),
                row.word("status", CommandStatus.class),
                refusal == null ? null : Words.read(Refusal.class, refusal),
                new ContentDigest(row.text("content_digest")),
                row.conflicts(),
                row.time("received_at"),
                row.time("decided_at"));
    }

    private static AccountCommand content(Row row) throws SQLException {
        String reason = row.optionalText("reason");
        String kind = row.text("kind");
        return switch (kind) {
            case "freeze" -> new AccountCommand.Freeze(reason);
            case "unfreeze" -> new AccountCommand.Unfreeze(reason);
            case "close" -> new AccountCommand.Close(reason);
            case "change_overdraft_limit" ->
                    new AccountCommand.ChangeOverdraftLimit(row.number("overdraft_limit"));
            default -> throw new IllegalStateException("no kind of command: " + kind);
        };
    }
}
