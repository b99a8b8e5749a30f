package dev.kontor.account.store;

import dev.kontor.account.domain.Command;
import dev.kontor.account.domain.CommandId;
import dev.kontor.events.codec.AccountEvents;
import dev.kontor.events.codec.FutureRecordException;
import dev.kontor.events.codec.UnreadableRecordException;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.Tenant;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The table `command`.
final class CommandTable {
    private static final String READ =
            """
            select tenant, account, conflict_count, conflict_digests, decided
            from unnest(?::text[], ?::text[], ?::uuid[]) as asked (tenant, account, command_id)
            join command using (tenant, account, command_id)
            """;

    private static final String INSERT =
            """
            insert into command (tenant, account, command_id, version, conflict_count,
                conflict_digests, decided)
            select tenant, account, command_id, version, conflict_count,
                string_to_array(conflict_digests, ' '), decided
            from unnest(?::text[], ?::text[], ?::uuid[], ?::bigint[], ?::text[], ?::bigint[],
                    ?::bytea[])
                as decided (tenant, account, command_id, conflict_count, conflict_digests, version,
                    decided)
            """;

    private static final String UPDATE =
            """
            update command as kept
            set conflict_count = changed.conflict_count,
                conflict_digests = string_to_array(changed.conflict_digests, ' ')
            from unnest(?::text[], ?::text[], ?::uuid[], ?::bigint[], ?::text[], ?::bigint[])
                as changed (tenant, account, command_id, conflict_count, conflict_digests,
                    count_before)
            where kept.tenant = changed.tenant
                and kept.account = changed.account
                and kept.command_id = changed.command_id
                and kept.conflict_count = changed.count_before
            """;

    private CommandTable() {}

    static Map<CommandId, Command> read(Connection connection, Collection<CommandId> ids)
            throws SQLException {
        List<CommandId> asked = List.copyOf(ids);
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            UnnestedColumns columns = new UnnestedColumns(connection, statement);
            addIds(columns, asked);
            Map<CommandId, Command> found = new HashMap<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Command command = command(row);
                    found.put(command.id(), command);
                }
            }
            return found;
        }
    }

    static void insert(Connection connection, List<Command> commands) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            UnnestedColumns columns = new UnnestedColumns(connection, statement);
            addState(columns, commands);
            columns.add("bigint", commands, command -> command.decided().version());
            columns.addBytes(commands, command -> AccountEvents.encode(command.decided()));
            statement.executeUpdate();
        }
    }

    static void update(Connection connection, List<CommandChange> changes) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
            UnnestedColumns columns = new UnnestedColumns(connection, statement);
            addState(columns, changes.stream().map(CommandChange::after).toList());
            columns.add("bigint", changes, CommandChange::conflictsBefore);
            int updated = statement.executeUpdate();
            if (updated != changes.size()) {
                throw new IllegalStateException(
                        "%d of %d commands are kept with other conflicts than was decided on"
                                .formatted(changes.size() - updated, changes.size()));
            }
        }
    }

    private static void addState(UnnestedColumns columns, List<Command> commands)
            throws SQLException {
        addIds(columns, commands.stream().map(Command::id).toList());
        columns.add("bigint", commands, command -> command.conflicts().count());
        columns.add("text", commands, command -> Digests.joined(command.conflicts()));
    }

    private static void addIds(UnnestedColumns columns, List<CommandId> ids) throws SQLException {
        columns.add("text", ids, id -> id.account().tenant().name());
        columns.add("text", ids, id -> id.account().id().text());
        columns.add("uuid", ids, CommandId::id);
    }

    private static Command command(ResultSet row) throws SQLException {
        AccountKey key =
                new AccountKey(new Tenant(row.getString(1)), new AccountId(row.getString(2)));
        return new Command(decided(key, row.getBytes(5)), Digests.read(row, 3, 4));
    }

    private static AccountEvent.CommandDecided decided(AccountKey key, byte[] value) {
        try {
            return (AccountEvent.CommandDecided) AccountEvents.decode(key.bytes(), value);
        } catch (UnreadableRecordException | FutureRecordException e) {
            throw new IllegalStateException("a command on " + key + " cannot be read", e);
        }
    }
}
