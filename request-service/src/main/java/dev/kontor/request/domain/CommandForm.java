package dev.kontor.request.domain;

import dev.kontor.events.model.AccountCommand;
import dev.kontor.events.model.Money;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.http.json.JsonObject;
import dev.kontor.http.problem.ProblemException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A command on a transfer or an account as a client wrote it. Each is read strictly, and refused
/// with a [ProblemException] naming every field that is wrong.
///
/// @param id unique below its transfer or account
public record CommandForm<C>(UUID id, C command) {
    /// Left out means all that is left, and that nothing will follow.
    public static CommandForm<TransferCommand> capture(
            JsonObject body, Optional<UUID> idempotencyKey) {
        Optional<UUID> id = CommonFields.id(body, idempotencyKey);
        @Nullable Long amount = amount(body);
        boolean isFinal = body.flag("final").orElse(true);
        body.finish();
        return new CommandForm<>(id.orElseThrow(), new TransferCommand.Capture(amount, isFinal));
    }

    public static CommandForm<TransferCommand> voiding(
            JsonObject body, Optional<UUID> idempotencyKey) {
        Optional<UUID> id = CommonFields.id(body, idempotencyKey);
        body.finish();
        return new CommandForm<>(id.orElseThrow(), new TransferCommand.Void());
    }

    /// Left out means all that is left.
    public static CommandForm<TransferCommand> reversal(
            JsonObject body, Optional<UUID> idempotencyKey) {
        Optional<UUID> id = CommonFields.id(body, idempotencyKey);
        @Nullable Long amount = amount(body);
        @Nullable String reason = reason(body);
        body.finish();
        return new CommandForm<>(id.orElseThrow(), new TransferCommand.Reversal(amount, reason));
    }

    public static CommandForm<AccountCommand> freeze(
            JsonObject body, Optional<UUID> idempotencyKey) {
        return withReason(body, idempotencyKey, AccountCommand.Freeze::new);
    }

    public static CommandForm<AccountCommand> unfreeze(
            JsonObject body, Optional<UUID> idempotencyKey) {
        return withReason(body, idempotencyKey, AccountCommand.Unfreeze::new);
    }

    public static CommandForm<AccountCommand> close(
            JsonObject body, Optional<UUID> idempotencyKey) {
        return withReason(body, idempotencyKey, AccountCommand.Close::new);
    }

    /// `null` is no limit to change to: to be without one is decided at the opening.
    public static CommandForm<AccountCommand> changeOverdraftLimit(
            JsonObject body, Optional<UUID> idempotencyKey) {
        Optional<UUID> id = CommonFields.id(body, idempotencyKey);
        OptionalLong limit = body.requiredWholeNumber("overdraft_limit", 0, Money.MAX_MINOR);
        body.finish();
        return new CommandForm<>(
                id.orElseThrow(), new AccountCommand.ChangeOverdraftLimit(limit.orElseThrow()));
    }

    private static CommandForm<AccountCommand> withReason(
            JsonObject body,
            Optional<UUID> idempotencyKey,
            Function<@Nullable String, AccountCommand> command) {
        Optional<UUID> id = CommonFields.id(body, idempotencyKey);
        @Nullable String reason = reason(body);
        body.finish();
        return new CommandForm<>(id.orElseThrow(), command.apply(reason));
    }

    private static @Nullable Long amount(JsonObject body) {
        OptionalLong amount = body.wholeNumber("amount", 1, Money.MAX_MINOR);
        return amount.isPresent() ? Long.valueOf(amount.getAsLong()) : null;
    }

    private static @Nullable String reason(JsonObject body) {
        return body.text("reason", CommonFields.MAX_TEXT).orElse(null);
    }
}
