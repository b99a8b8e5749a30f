package dev.kontor.ledger.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The commands of one transfer, in the order in which they were received.
record Commands(List<Command> all) {
    static final Commands NONE = new Commands(List.of());

    Commands {
        all = List.copyOf(all);
    }

    int size() {
        return all.size();
    }

    /// @return null if there is none
    @Nullable Command find(UUID id) {
        for (Command command : all) {
            if (command.id().equals(id)) return command;
        }
        return null;
    }

    Command get(UUID id) {
        return Objects.requireNonNull(find(id), () -> "no command " + id);
    }

    /// @return at most `limit`, the last ones
    List<Command> last(int limit) {
        return all.subList(Math.max(0, all.size() - limit), all.size());
    }

    Commands plus(Command last) {
        List<Command> more = new ArrayList<>(all);
        more.add(last);
        return new Commands(more);
    }

    Commands changed(UUID id, UnaryOperator<Command> change) {
        List<Command> changed = new ArrayList<>(all);
        changed.replaceAll(command -> command.id().equals(id) ? change.apply(command) : command);
        return new Commands(changed);
    }
}
