package dev.kontor.http.deadletter;

import dev.kontor.events.model.DeadLetter;
import dev.kontor.events.model.DeadLetterId;
import dev.kontor.http.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The dead letters of the topics that a service reads. Every instance of the service has all of
/// them, and may do what is asked about any.
///
/// All methods throw [ProblemException] (503) if the log does not answer.
public interface DeadLetterBox {
    /// @param topic only of this source topic
    /// @param status only those
    record Filter(@Nullable String topic, DeadLetterEntry.@Nullable Status status) {}

    /// Who asks for an action.
    ///
    /// @param operator as he names himself; empty if he does not say
    /// @param client the network address
    record Asker(String operator, String client) {}

    /// A letter with its record.
    ///
    /// @param refusal why a retry would be refused; empty: it would not
    record Opened(DeadLetterEntry entry, DeadLetter letter, Optional<String> refusal) {}

    /// @param after the place of the last one of the page before
    List<DeadLetterEntry> list(Filter filter, @Nullable Long after, boolean ascending, int limit);

    Optional<Opened> open(DeadLetterId id);

    /// Appends the record to its topic once more, if this build can read it.
    ///
    /// @return the letter after that; empty if there is none
    /// @throws ProblemException (409) if this build cannot read it either
    Optional<DeadLetterEntry> retry(DeadLetterId id, Asker asker);

    /// Records that nothing is to be done about it.
    ///
    /// @return the letter after that; empty if there is none
    /// @throws ProblemException (409) if its record has been appended once more already
    Optional<DeadLetterEntry> discard(DeadLetterId id, Asker asker, String reason);
}
