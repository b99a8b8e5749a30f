package dev.kontor.query.web;

import dev.kontor.events.model.AccountEvent.EntryPosted;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.Micros;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.http.problem.FieldErrorCode;
import dev.kontor.http.problem.Problem;
import dev.kontor.http.problem.ProblemException;
import dev.kontor.http.request.Cursor;
import dev.kontor.http.request.Forms;
import dev.kontor.query.store.AccountPosition;
import dev.kontor.query.store.TransferPosition;
import java.time.Instant;
import java.util.function.Supplier;

/// Places in lists, to and from cursors. What a forged cursor holds is checked like any other
/// input.
final class Places {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private Places() {}

    static Cursor cursor(AccountSnapshot account) {
        return Cursor.at(Micros.of(account.openedAt()), account.key().id());
    }

    static AccountPosition account(Cursor cursor) {
        return checked(() -> new AccountPosition(time(cursor), Forms.accountId(cursor.text(1))));
    }

    static Cursor cursor(EntryPosted entry) {
        return Cursor.at(entry.version());
    }

    static long entry(Cursor cursor) {
        return cursor.number(0);
    }

    static Cursor cursor(TransferSnapshot transfer) {
        return Cursor.at(Micros.of(transfer.request().receivedAt()), transfer.key().id());
    }

    static TransferPosition transfer(Cursor cursor) {
        return checked(() -> new TransferPosition(time(cursor), Forms.transferId(cursor.text(1))));
    }

    private static Instant time(Cursor cursor) {
        Instant time = Micros.toInstant(cursor.number(0));
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw new IllegalArgumentException("no time of ours");
        }
        return time;
    }

    private static <T> T checked(Supplier<T> place) {
        try {
            return place.get();
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    Problem.invalid(
                            "cursor",
                            FieldErrorCode.INVALID_FORMAT,
                            "must be a next_cursor that this list has answered"));
        }
    }
}
