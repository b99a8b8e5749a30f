package dev.kontor.query.web;

import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.TransferKey;
import dev.kontor.http.problem.FieldErrorCode;
import dev.kontor.http.problem.Problem;
import dev.kontor.http.problem.ProblemException;
import dev.kontor.http.request.Forms;
import java.util.function.Function;

/// Ids in paths. One that no id can have is malformed (400), not unknown (404): a client learns
/// what is wrong with it, and not that something was never there.
final class PathIds {
    private PathIds() {}

    static AccountKey account(String text) {
        return new AccountKey(Tenant.DEFAULT, parse(text, Forms::accountId));
    }

    static TransferKey transfer(String text) {
        return new TransferKey(Tenant.DEFAULT, parse(text, Forms::transferId));
    }

    private static <T> T parse(String text, Function<String, T> form) {
        try {
            return form.apply(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    Problem.invalid(
                            "id", FieldErrorCode.INVALID_FORMAT, String.valueOf(e.getMessage())));
        }
    }
}
