package dev.kontor.http.request;

import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.TransferKey;
import dev.kontor.http.problem.FieldErrorCode;
import dev.kontor.http.problem.Problem;
import dev.kontor.http.problem.ProblemException;
import java.util.UUID;
import java.util.function.Function;

/// Ids in paths, in braces where they are to blame: bodies have an `id` as well. One that no id can
/// have is malformed (400), not unknown (404): a client learns what is wrong with it, and not that
/// something was never there.
public final class PathIds {
    private PathIds() {}

    /// @throws ProblemException (400) naming `{id}`
    public static AccountKey account(String text) {
        return new AccountKey(Tenant.DEFAULT, parse("{id}", text, Forms::accountId));
    }

    /// @throws ProblemException (400) naming `{id}`
    public static TransferKey transfer(String text) {
        return new TransferKey(Tenant.DEFAULT, parse("{id}", text, Forms::transferId));
    }

    /// @throws ProblemException (400) naming `{command_id}`
    public static UUID command(String text) {
        return parse("{command_id}", text, Forms::uuid);
    }

    private static <T> T parse(String name, String text, Function<String, T> form) {
        try {
            return form.apply(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    Problem.invalid(
                            name, FieldErrorCode.INVALID_FORMAT, String.valueOf(e.getMessage())));
        }
    }
}
