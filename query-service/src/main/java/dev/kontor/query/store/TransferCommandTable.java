package dev.kontor.query.store;

import dev.kontor.events.model.CommandKind;
import dev.kontor.events.model.CommandStatus;
import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferCommandSnapshot;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.model.TransferId;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.Words;
import dev.kontor.processing.CopyRows;
import dev.kontor.query.domain.AccountVersion;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The table `transfer_command`.
final class TransferCommandTable {
    private static final String FIND =
            """
            select id, kind, asked_amount, amount, is_final, reason, status, rejection,
                   rejection_account, content_digest, conflict_count, conflict_digests,
                   received_at, decided_at
            from transfer_command
            where tenant = ? and transfer_id = ? and id = ?
            """;
    private static final String LAST =
            """
            select c.transfer_id, c.id, c.kind, c.asked_amount, c.amount, c.is_final, c.reason,
                   c.status, c.rejection, c.rejection_account, c.content_digest,
                   c.conflict_count, c.conflict_digests, c.received_at, c.decided_at
            from unnest(?::text[], ?::text[]) as k (tenant, id)
            cross join lateral (select *
                                from transfer_command t
                                where t.tenant = k.tenant and t.transfer_id = k.id::uuid
                                order by t.number desc
                                limit ?) c
            order by c.number
            """;
    private static final String COPY =
            """
            copy transfer_command (tenant, transfer_id, id, number, kind, asked_amount, amount,
                                   is_final, reason, status, rejection, rejection_account,
                                   content_digest, conflict_count, conflict_digests,
                                   posted_account, posted_version, received_at, decided_at)
            from stdin (format binary)
            """;
    private static final int COLUMNS = 19;
    private static final String ADD_CONFLICTS =
            """
            update transfer_command c
            set conflict_count = c.conflict_count + n.conflict_count::bigint,
                conflict_digests = c.conflict_digests || n.conflict_digests::text[]
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                 as n (tenant, transfer_id, id, conflict_count, conflict_digests)
            where c.tenant = n.tenant and c.transfer_id = n.transfer_id::uuid
              and c.id = n.id::uuid
            """;

    private TransferCommandTable() {}

    record CommandKey(TransferKey transfer, UUID id) {}

    /// @param posted how far each account must have come until all is there that the command did
    record Decided(TransferEvent.CommandDecided fact, List<AccountVersion> posted) {}

    static void write(Connection connection, CommandChanges<CommandKey, Decided> changes)
            throws SQLException {
        CopyRows rows = new CopyRows();
        changes.decided().forEach(decided -> add(rows.row(COLUMNS), decided));
        rows.copyInto(connection, COPY);
        Map<CommandKey, Conflicts> lost = changes.lost();
        if (!lost.isEmpty()) {
            new Statement(ADD_CONFLICTS)
                    .column(lost.keySet(), command -> command.transfer().tenant())
                    .column(lost.keySet(), command -> command.transfer().id())
                    .column(lost.keySet(), CommandKey::id)
                    .column(lost.values(), Conflicts::count)
                    .column(lost.values(), Digests::array)
                    .execute(connection);
        }
    }

    static Optional<TransferCommandSnapshot> find(
            Connection connection, TransferKey transfer, UUID command) throws SQLException {
        return new Statement(FIND)
                        .value(transfer.tenant().name())
                        .value(transfer.id().uuid())
                        .value(command)
                        .rows(connection, TransferCommandTable::command)
                        .stream()
                        .findFirst();
    }

    /// @param limit how many of each transfer at most
    /// @return the last of each transfer, in the order in which they were decided
    static Map<TransferId, List<TransferCommandSnapshot>> last(
            Connection connection, Collection<TransferKey> transfers, int limit)
            throws SQLException {
        Map<TransferId, List<TransferCommandSnapshot>> commands = new HashMap<>();
        new Statement(LAST)
                .column(transfers, TransferKey::tenant)
                .column(transfers, TransferKey::id)
                .value(limit)
                .rows(
                        connection,
                        columns ->
                                commands.computeIfAbsent(
                                                new TransferId(
                                                        new Row(columns).uuid("transfer_id")),
                                                _ -> new ArrayList<>())
                                        .add(command(columns)));
        return commands;
    }

    private static void add(CopyRows row, Decided decided) {
        TransferEvent.CommandDecided fact = decided.fact();
        TransferCommandSnapshot command = fact.command();
        row.text(fact.key().tenant().name())
                .uuid(fact.key().id().uuid())
                .uuid(command.id())
                .bigint(fact.number())
                .text(Words.of(command.content().kind()))
                .bigint(command.content().amountMinor())
                .bigint(command.amountMinor())
                .bool(isFinal(command.content()))
                .text(reason(command.content()))
                .text(Words.of(command.status()))
                .text(Rejections.refusal(command.rejection()))
                .text(Rejections.account(command.rejection()))
                .text(command.digest().text())
                .bigint(command.conflicts().count())
                .texts(Digests.texts(command.conflicts()))
                .texts(AccountVersions.accounts(decided.posted()))
                .bigints(AccountVersions.versions(decided.posted()))
                .timestamptz(command.receivedAt())
                .timestamptz(command.at());
    }

    private static @Nullable Boolean isFinal(TransferCommand command) {
        return command instanceof TransferCommand.Capture(_, boolean isFinal) ? isFinal : null;
    }

    private static @Nullable String reason(TransferCommand command) {
        return command instanceof TransferCommand.Reversal(_, String reason) ? reason : null;
    }

    private static TransferCommandSnapshot command(ResultSet columns) throws SQLException {
        Row row = new Row(columns);
        return new TransferCommandSnapshot(
                row.uuid("id"),
                content(row),
                row.optionalNumber("amount"),
                row.word("status", CommandStatus.class),
                Rejections.read(row),
                new ContentDigest(row.text("content_digest")),
                row.conflicts(),
                row.time("received_at"),
                row.time("decided_at"));
    }

    private static TransferCommand content(Row row) throws SQLException {
        Long amount = row.optionalNumber("asked_amount");
        return switch (row.word("kind", CommandKind.class)) {
            case CAPTURE -> new TransferCommand.Capture(amount, row.flag("is_final"));
            case VOID -> new TransferCommand.Void();
            case REVERSAL -> new TransferCommand.Reversal(amount, row.optionalText("reason"));
        };
    }
}
