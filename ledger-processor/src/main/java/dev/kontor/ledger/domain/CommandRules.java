package dev.kontor.ledger.domain;

import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferStatus;
import org.jspecify.annotations.Nullable;

/// Why a command is rejected before any account is asked: the first rule that it breaks.
final class CommandRules {
    private CommandRules() {}

    /// @return null if it may begin
    static @Nullable Refusal refusalOf(Transfer transfer, Command command) {
        return switch (command.content()) {
            case TransferCommand.Capture capture -> refusalOf(transfer, command, capture);
            case TransferCommand.Void nothing -> refusalOfVoid(transfer, command);
            case TransferCommand.Reversal reversal -> refusalOf(transfer, reversal);
        };
    }

    private static @Nullable Refusal refusalOf(
            Transfer transfer, Command command, TransferCommand.Capture capture) {
        if (transfer.status() != TransferStatus.AUTHORIZED) return Refusal.INVALID_STATE;
        if (isPartOfSeveralCurrencies(transfer, capture)) return Refusal.INVALID_STATE;
        if (exceeds(transfer, transfer.uncaptured(), capture)) return Refusal.EXCEEDS_AUTHORIZED;
        return transfer.isExpiredAt(command.receivedAt()) ? Refusal.EXPIRED : null;
    }

    private static @Nullable Refusal refusalOfVoid(Transfer transfer, Command command) {
        if (transfer.status() != TransferStatus.AUTHORIZED) return Refusal.INVALID_STATE;
        return transfer.isExpiredAt(command.receivedAt()) ? Refusal.EXPIRED : null;
    }

    private static @Nullable Refusal refusalOf(
            Transfer transfer, TransferCommand.Reversal reversal) {
        Amounts left = transfer.tally().standing();
        if (transfer.status() != TransferStatus.POSTED) return Refusal.INVALID_STATE;
        if (isPartOfSeveralCurrencies(transfer, reversal)) return Refusal.INVALID_STATE;
        if (left.sum(transfer::isDebit) == 0) return Refusal.EXCEEDS_REVERSIBLE;
        return exceeds(transfer, left, reversal) ? Refusal.EXCEEDS_REVERSIBLE : null;
    }

    private static boolean isPartOfSeveralCurrencies(Transfer transfer, TransferCommand content) {
        return content.amountMinor() != null && transfer.hasSeveralCurrencies();
    }

    private static boolean exceeds(Transfer transfer, Amounts left, TransferCommand content) {
        Long amount = content.amountMinor();
        return amount != null && amount > left.sum(transfer::isDebit);
    }
}
