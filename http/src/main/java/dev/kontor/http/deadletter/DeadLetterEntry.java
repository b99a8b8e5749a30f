package dev.kontor.http.deadletter;

import dev.kontor.events.model.DeadLetterAction;
import dev.kontor.events.model.DeadLetterAction.Step;
import dev.kontor.events.model.DeadLetterId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A dead letter and what has been done about it, without the record itself.
///
/// @param place where it stands in the topic of dead letters; orders the list
/// @param key of the record, as far as it is text
/// @param actions the last steps of what operators did, in their order
public record DeadLetterEntry(
        long place,
        DeadLetterId id,
        String key,
        String reason,
        Instant deadAt,
        List<DeadLetterAction> actions) {
    /// All of them stand in the log; so many are shown.
    private static final int MOST_ACTIONS = 50;

    public DeadLetterEntry {
        actions = List.copyOf(actions);
    }

    /// What has become of a letter.
    public enum Status {
        /// Nothing that settles it.
        OPEN,
        /// Its record was appended once more.
        RETRIED,
        /// An operator decided that nothing is to be done.
        DISCARDED
    }

    /// The last action that settled it counts.
    public Status status() {
        Status status = Status.OPEN;
        for (DeadLetterAction action : actions) {
            status =
                    switch (action.step()) {
                        case Step.RetryBegun() -> status;
                        case Step.RetryRefused(var _) -> status;
                        case Step.Retried(var _, var _) -> Status.RETRIED;
                        case Step.Discarded(var _) -> Status.DISCARDED;
                    };
        }
        return status;
    }

    public DeadLetterEntry with(DeadLetterAction action) {
        List<DeadLetterAction> all = new ArrayList<>(actions);
        all.add(action);
        return new DeadLetterEntry(
                place,
                id,
                key,
                reason,
                deadAt,
                all.subList(Math.max(0, all.size() - MOST_ACTIONS), all.size()));
    }
}
