package dev.kontor.request.stream;

import dev.kontor.events.model.AccountCommandSnapshot;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.TransferCommandSnapshot;
import dev.kontor.events.model.TransferSnapshot;
import java.util.Map;

/// All who wait at this instance, by what they wait for.
public record WaitingRoom(
        Waiters<TransferSnapshot> transfers,
        Waiters<CommandReply<TransferSnapshot, TransferCommandSnapshot>> transferCommands,
        Waiters<AccountSnapshot> accounts,
        Waiters<CommandReply<AccountSnapshot, AccountCommandSnapshot>> accountCommands) {

    /// @param instance of this start of this process
    /// @param most how many may wait for each of them
    public static WaitingRoom of(String instance, int most) {
        return new WaitingRoom(
                new Waiters<>(instance, most),
                new Waiters<>(instance, most),
                new Waiters<>(instance, most),
                new Waiters<>(instance, most));
    }

    /// The service stops: whoever waits is answered without an outcome, which is better than none.
    public void endWaiting() {
        byName().values().forEach(Waiters::endWaiting);
    }

    Map<String, Waiters<?>> byName() {
        return Map.of(
                "transfers", transfers,
                "transfer_commands", transferCommands,
                "accounts", accounts,
                "account_commands", accountCommands);
    }
}
