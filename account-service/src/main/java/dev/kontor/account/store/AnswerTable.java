package dev.kontor.account.store;

import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.InstructionId;
import dev.kontor.events.model.RequestKind;
import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.TransferId;
import dev.kontor.events.model.Words;
import dev.kontor.processing.CopyRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The table `answer`: deduplication and journal in one.
final class AnswerTable {
    private static final String COPY =
            """
            copy answer (
                transfer_id, leg, action, request_kind, request_id, account, tenant,
                fingerprint, outcome, amount, held_change, version, balance_after, held_after)
            from stdin with (format binary)
            """;

    private static final String READ =
            """
            select transfer_id, leg, action, request_kind, request_id, account, tenant,
                fingerprint, outcome
            from unnest(?::uuid[], ?::integer[], ?::action[], ?::request_kind[],
                    ?::uuid[], ?::text[], ?::text[])
                as asked (transfer_id, leg, action, request_kind, request_id, account, tenant)
            join answer
                using (transfer_id, leg, action, request_kind, request_id, account, tenant)
            """;

    private static final int COPIED_COLUMNS = 14;

    private AnswerTable() {}

    /// @throws SQLException a unique violation if one of them is there already
    static void insert(Connection connection, List<NewAnswer> answers) throws SQLException {
        CopyRows rows = new CopyRows();
        answers.forEach(answer -> add(rows, answer));
        rows.copyInto(connection, COPY);
    }

    static Map<InstructionId, KeptAnswer> read(Connection connection, Collection<InstructionId> ids)
            throws SQLException {
        List<InstructionId> asked = List.copyOf(ids);
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            UnnestedColumns columns = new UnnestedColumns(connection, statement);
            columns.add("uuid", asked, id -> id.transfer().uuid());
            columns.add("integer", asked, InstructionId::leg);
            columns.add("text", asked, id -> Words.of(id.action()));
            columns.add("text", asked, id -> Words.of(id.kind()));
            columns.add("uuid", asked, AnswerTable::requestId);
            columns.add("text", asked, id -> id.account().id().text());
            columns.add("text", asked, id -> id.account().tenant().name());
            Map<InstructionId, KeptAnswer> kept = new HashMap<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    kept.put(id(row), new KeptAnswer(row.getLong(8), row.getBytes(9)));
                }
            }
            return kept;
        }
    }

    private static void add(CopyRows rows, NewAnswer answer) {
        InstructionId id = answer.id();
        rows.row(COPIED_COLUMNS)
                .uuid(id.transfer().uuid())
                .integer(id.leg())
                .text(Words.of(id.action()))
                .text(Words.of(id.kind()))
                .uuid(requestId(id))
                .text(id.account().id().text())
                .text(id.account().tenant().name())
                .bigint(answer.answer().fingerprint())
                .bytea(answer.answer().outcome());
        switch (answer.movement()) {
            case null -> rows.bigint(null).bigint(null).bigint(null).numeric(null).bigint(null);
            case AccountEvent.EntryPosted entry ->
                    rows.bigint(signedMinor(entry))
                            .bigint(
                                    entry.action() == Action.CAPTURE
                                            ? -entry.amount().minor()
                                            : null)
                            .bigint(entry.version())
                            .numeric(entry.balanceAfter())
                            .bigint(entry.heldAfter());
            case AccountEvent.HoldPlaced hold ->
                    rows.bigint(null)
                            .bigint(hold.amount().minor())
                            .bigint(hold.version())
                            .numeric(hold.balance())
                            .bigint(hold.heldAfter());
            case AccountEvent.HoldReleased hold ->
                    rows.bigint(null)
                            .bigint(-hold.amount().minor())
                            .bigint(hold.version())
                            .numeric(hold.balance())
                            .bigint(hold.heldAfter());
        }
    }

    private static long signedMinor(AccountEvent.EntryPosted entry) {
        long minor = entry.amount().minor();
        return entry.direction() == Direction.DEBIT ? -minor : minor;
    }

    private static InstructionId id(ResultSet row) throws SQLException {
        UUID transfer = row.getObject(1, UUID.class);
        RequestKind kind = Words.read(RequestKind.class, row.getString(4));
        return new InstructionId(
                new AccountKey(new Tenant(row.getString(7)), new AccountId(row.getString(6))),
                new TransferId(transfer),
                kind,
                kind.hasId() ? row.getObject(5, UUID.class) : null,
                row.getInt(2),
                Words.read(Action.class, row.getString(3)));
    }

    private static UUID requestId(InstructionId id) {
        UUID command = id.requestId();
        return command == null ? id.transfer().uuid() : command;
    }
}
