package dev.kontor.ledger.domain;

import dev.kontor.events.model.RequestKind;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a transfer is doing, has done, and will look at next.
///
/// @param current null while nothing is under way
/// @param waiting in the order of the log; empty while nothing is under way
/// @param past rounds that have ended, for what their accounts answer again
record Agenda(@Nullable Round current, List<Waiting> waiting, List<Round> past) {
    static Agenda beginning(Round round) {
        return new Agenda(round, List.of(), List.of());
    }

    Agenda {
        waiting = List.copyOf(waiting);
        past = List.copyOf(past);
    }

    boolean isIdle() {
        return current == null && waiting.isEmpty();
    }

    /// @return null if there was none
    @Nullable Round find(RequestKind kind, @Nullable UUID requestId) {
        if (current != null && current.is(kind, requestId)) return current;
        for (Round round : past) {
            if (round.is(kind, requestId)) return round;
        }
        return null;
    }

    /// @return what is under way
    Round round() {
        if (current == null) throw new IllegalStateException("nothing is under way");
        return current;
    }

    boolean isUnderWay(UUID command) {
        return current != null && command.equals(current.requestId());
    }

    /// @return the first that waits
    Waiting next() {
        return waiting.getFirst();
    }

    long waitingCommands() {
        return waiting.stream().filter(Waiting.ForCommand.class::isInstance).count();
    }

    /// Whether an expiry waits or is under way.
    boolean isExpiring() {
        return find(RequestKind.EXPIRY, null) != null
                || waiting.stream().anyMatch(Waiting.ForExpiry.class::isInstance);
    }

    Agenda with(Round round) {
        return new Agenda(round, waiting, past);
    }

    Agenda plus(Waiting last) {
        List<Waiting> more = new ArrayList<>(waiting);
        more.add(last);
        return new Agenda(current, more, past);
    }

    Agenda without(Waiting gone) {
        List<Waiting> fewer = new ArrayList<>(waiting);
        fewer.remove(gone);
        return new Agenda(current, fewer, past);
    }

    /// The first that waits is under way now.
    Agenda begun(Round round) {
        if (current != null) throw new IllegalStateException("another is under way: " + current);
        return new Agenda(round, waiting.subList(1, waiting.size()), past);
    }

    /// What was under way has ended.
    Agenda ended() {
        List<Round> more = new ArrayList<>(past);
        more.add(round());
        return new Agenda(null, waiting, more);
    }
}
