package dev.kontor.request.domain;

import dev.kontor.events.model.Money;
import dev.kontor.http.json.JsonObject;
import dev.kontor.http.problem.ErrorCode;
import dev.kontor.http.problem.ProblemException;
import dev.kontor.http.request.Forms;

/// The commands on transfers and accounts: read strictly, but none of them can be carried out yet.
public enum CommandForm {
    CAPTURE {
        @Override
        void readFields(JsonObject body) {
            body.wholeNumber("amount", 1, Money.MAX_MINOR);
            body.flag("final");
        }
    },
    VOID {
        @Override
        void readFields(JsonObject body) {}
    },
    REVERSAL {
        @Override
        void readFields(JsonObject body) {
            body.wholeNumber("amount", 1, Money.MAX_MINOR);
            body.text("reason", Limits.MAX_TEXT);
        }
    },
    ACCOUNT_STATUS {
        @Override
        void readFields(JsonObject body) {
            body.text("reason", Limits.MAX_TEXT);
        }
    },
    OVERDRAFT_LIMIT {
        @Override
        void readFields(JsonObject body) {
            body.requiredWholeNumber("overdraft_limit", 0, Money.MAX_MINOR);
        }
    };

    abstract void readFields(JsonObject body);

    /// @throws ProblemException always: naming every field that is wrong, else that the command is
    ///     not there yet
    public void refuse(JsonObject body) {
        body.required("id", Forms::uuid);
        readFields(body);
        body.finish();
        throw new ProblemException(ErrorCode.NOT_IMPLEMENTED, "This command is not there yet.");
    }
}
