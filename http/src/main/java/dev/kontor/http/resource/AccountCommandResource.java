package dev.kontor.http.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kontor.events.model.AccountCommandSnapshot;
import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Rejection;
import dev.kontor.events.model.Words;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A command on an account: what became of its freezing, unfreezing or closing, or of the change of
/// its limit.
///
/// @param kind `freeze`, `unfreeze`, `close` or `change_overdraft_limit`
/// @param status `done` or `rejected`; `received` before it is decided
/// @param rejection left out unless it was rejected
/// @param at when it was decided; null before
/// @param account the account as it is; left out where it is not known yet
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AccountCommandResource(
        String id,
        String kind,
        String status,
        @Nullable RejectionResource rejection,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant at,
        @JsonProperty("content_digest") String contentDigest,
        ConflictsResource conflicts,
        @Nullable AccountResource account) {

    public static AccountCommandResource of(
            AccountCommandSnapshot command, AccountSnapshot account) {
        return of(command, account.key().id(), AccountResource.of(account));
    }

    /// Without its account.
    public static AccountCommandResource alone(AccountCommandSnapshot command, AccountId account) {
        return of(command, account, null);
    }

    private static AccountCommandResource of(
            AccountCommandSnapshot command, AccountId id, @Nullable AccountResource account) {
        return new AccountCommandResource(
                command.id().toString(),
                command.content().kind(),
                Words.of(command.status()),
                rejection(command.refusal(), id),
                command.at(),
                command.digest().text(),
                ConflictsResource.of(command.conflicts()),
                account);
    }

    private static @Nullable RejectionResource rejection(
            @Nullable Refusal refusal, AccountId account) {
        return refusal == null ? null : RejectionResource.of(new Rejection(refusal, account));
    }
}
