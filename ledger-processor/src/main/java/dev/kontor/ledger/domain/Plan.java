package dev.kontor.ledger.domain;

import dev.kontor.events.model.TransferCommand;
import org.jspecify.annotations.Nullable;

/// How much a round is to move on each leg. It is the same as long as the round is under way, since
/// the tally changes only when it ends.
///
/// @param amounts 0 where it leaves a leg alone
/// @param releasesRest whether what is still held after it is released: the authorization ends
record Plan(Amounts amounts, boolean releasesRest) {

    static Plan of(Transfer transfer, Round round) {
        return switch (round.kind()) {
            case TRANSFER ->
                    new Plan(
                            Amounts.of(
                                    transfer.legs(), leg -> transfer.legAt(leg).amount().minor()),
                            false);
            case VOID, EXPIRY -> new Plan(Amounts.none(transfer.legs()), true);
            case CAPTURE, REVERSAL -> of(transfer, contentOf(transfer, round));
        };
    }

    static Plan of(Transfer transfer, TransferCommand content) {
        return switch (content) {
            case TransferCommand.Capture(var amount, boolean isFinal) -> {
                Amounts amounts = fill(transfer, transfer.uncaptured(), amount);
                yield new Plan(amounts, isFinal || amounts.equals(transfer.uncaptured()));
            }
            case TransferCommand.Reversal(var amount, var reason) ->
                    new Plan(fill(transfer, transfer.tally().standing(), amount), false);
            case TransferCommand.Void nothing -> new Plan(Amounts.none(transfer.legs()), true);
        };
    }

    /// @return what it takes from those who pay, and gives to the others
    long amount(Transfer transfer) {
        return amounts.sum(transfer::isDebit);
    }

    private static TransferCommand contentOf(Transfer transfer, Round round) {
        if (round.requestId() == null) {
            throw new IllegalStateException("a command without id: " + round);
        }
        return transfer.commands().get(round.requestId()).content();
    }

    /// Fills the legs of each side in leg order, each with at most what is left of it.
    ///
    /// @param amountMinor null: all that is left
    private static Amounts fill(Transfer transfer, Amounts left, @Nullable Long amountMinor) {
        if (amountMinor == null) return left;
        long[] debits = {amountMinor};
        long[] credits = {amountMinor};
        return Amounts.of(
                left.legs(),
                leg -> {
                    long[] missing = transfer.isDebit(leg) ? debits : credits;
                    long part = Math.min(missing[0], left.at(leg));
                    missing[0] -= part;
                    return part;
                });
    }
}
