package dev.kontor.request.domain;

import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.Capture;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.Money;
import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.TransferId;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.http.json.JsonObject;
import dev.kontor.http.problem.ErrorCode;
import dev.kontor.http.problem.FieldErrorCode;
import dev.kontor.http.problem.ProblemException;
import dev.kontor.http.request.Forms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.UUID;

/// A transfer as a client wrote it, read once; [#accept] says whether it can be asked for.
public final class TransferForm {
    private static final String DEBIT_ACCOUNT = "debit_account";
    private static final String CREDIT_ACCOUNT = "credit_account";
    private static final String LEGS = "legs";
    private static final int MAX_LEGS = 1_000;
    private static final String RESERVED = "must not be one of the reserved accounts suspense:…";

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private final JsonObject body;
    private final Optional<TransferId> id;
    private final Optional<AccountId> debitAccount;
    private final Optional<AccountId> creditAccount;
    private final OptionalLong amount;
    private final Optional<Currency> currency;
    private final Capture capture;
    private final Optional<Instant> expiresAt;
    private final Optional<Instant> happenedAt;
    private final Optional<Instant> sentAt;
    private final Optional<String> description;
    private final SortedMap<String, String> metadata;

    private TransferForm(JsonObject body, Optional<UUID> idempotencyKey) {
        this.body = body;
        this.id = id(body, idempotencyKey);
        if (body.has(LEGS)) {
            readLegs();
            this.debitAccount = Optional.empty();
            this.creditAccount = Optional.empty();
            this.amount = OptionalLong.empty();
            this.currency = Optional.empty();
        } else {
            this.debitAccount = body.required(DEBIT_ACCOUNT, Forms::accountId);
            this.creditAccount = body.required(CREDIT_ACCOUNT, Forms::accountId);
            this.amount = body.requiredWholeNumber("amount", 1, Money.MAX_MINOR);
            this.currency = body.required("currency", Forms::currency);
        }
        this.capture = body.oneOf("capture", Capture.class).orElse(Capture.AUTOMATIC);
        this.expiresAt = body.timestamp("expires_at");
        this.happenedAt = body.timestamp("happened_at");
        this.sentAt = body.timestamp("sent_at");
        this.description = body.text("description", Limits.MAX_TEXT);
        this.metadata = Limits.metadata(body);
    }

    /// Reads a body, or a line of a bulk.
    ///
    /// @param idempotencyKey the header of that name, which can stand in for `id`
    public static TransferForm read(JsonObject body, Optional<UUID> idempotencyKey) {
        return new TransferForm(body, idempotencyKey);
    }

    /// The id, if it can be read, whatever else is wrong.
    public Optional<TransferId> id() {
        return id;
    }

    /// What goes to the log, stamped with what we know of the accounts.
    ///
    /// @throws ProblemException naming every field that is wrong
    public TransferRequest accept(Tenant tenant, Instant receivedAt, Hints hints) {
        checkAccounts();
        checkTimes(receivedAt);
        body.finish();
        refuseWhatIsNotThereYet();
        Money money = new Money(amount.orElseThrow(), currency.orElseThrow());
        return new TransferRequest(
                List.of(
                        leg(tenant, debitAccount.orElseThrow(), Direction.DEBIT, money, hints),
                        leg(tenant, creditAccount.orElseThrow(), Direction.CREDIT, money, hints)),
                capture,
                expiresAt.orElse(null),
                happenedAt.orElse(null),
                sentAt.orElse(null),
                receivedAt,
                description.orElse(null),
                metadata);
    }

    private static Optional<TransferId> id(JsonObject body, Optional<UUID> idempotencyKey) {
        if (idempotencyKey.isEmpty()) {
            return body.required("id", Forms::transferId);
        }
        TransferId key = new TransferId(idempotencyKey.get());
        Optional<TransferId> id = body.optional("id", Forms::transferId);
        if (id.isPresent() && !id.get().equals(key)) {
            body.errors()
                    .add(
                            Limits.IDEMPOTENCY_KEY,
                            FieldErrorCode.DIFFERS,
                            "must be the id of the body, or left out");
        }
        return id.or(() -> Optional.of(key));
    }

    private void readLegs() {
        List<JsonObject> legs = body.objects(LEGS, MAX_LEGS);
        if (legs.size() == 1) {
            body.errors().add(LEGS, FieldErrorCode.OUT_OF_RANGE, "must have at least 2 elements");
        }
        for (JsonObject leg : legs) {
            leg.required("account", Forms::accountId);
            leg.requiredOneOf("direction", Direction.class);
            leg.requiredWholeNumber("amount", 1, Money.MAX_MINOR);
            leg.required("currency", Forms::currency);
        }
    }

    private void checkAccounts() {
        debitAccount
                .filter(AccountId::isReserved)
                .ifPresent(_ -> refuse(DEBIT_ACCOUNT, FieldErrorCode.NOT_ALLOWED, RESERVED));
        creditAccount
                .filter(AccountId::isReserved)
                .ifPresent(_ -> refuse(CREDIT_ACCOUNT, FieldErrorCode.NOT_ALLOWED, RESERVED));
        if (debitAccount.isPresent() && debitAccount.equals(creditAccount)) {
            refuse(CREDIT_ACCOUNT, FieldErrorCode.NOT_ALLOWED, "must not be the debit account");
        }
    }

    private void checkTimes(Instant receivedAt) {
        if (expiresAt.isPresent() && capture != Capture.MANUAL) {
            refuse("expires_at", FieldErrorCode.NOT_ALLOWED, "goes with capture manual only");
        }
        if (happenedAt.isPresent() && sentAt.isPresent()) {
            Instant effective = happenedAt.get().plus(Duration.between(sentAt.get(), receivedAt));
            if (effective.isBefore(EARLIEST) || effective.isAfter(LATEST)) {
                refuse(
                        "sent_at",
                        FieldErrorCode.OUT_OF_RANGE,
                        "must not move happened_at out of the years 1 to 9999");
            }
        }
    }

    private void refuseWhatIsNotThereYet() {
        if (body.has(LEGS)) {
            throw new ProblemException(
                    ErrorCode.NOT_IMPLEMENTED, "Transfers with legs are not there yet.");
        }
        if (capture == Capture.MANUAL) {
            throw new ProblemException(
                    ErrorCode.NOT_IMPLEMENTED, "Manual capture is not there yet.");
        }
    }

    private void refuse(String field, FieldErrorCode code, String detail) {
        body.errors().add(body.path(field), code, detail);
    }

    private static Leg leg(
            Tenant tenant, AccountId account, Direction direction, Money money, Hints hints) {
        return new Leg(
                account, direction, money, hints.of(new AccountKey(tenant, account)).orElse(null));
    }
}
