package dev.kontor.account.domain;

import dev.kontor.events.model.AccountCommand;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.AccountStatus;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Instruction;
import dev.kontor.events.model.InstructionId;
import dev.kontor.events.model.InstructionRecord.AccountCommanded;
import dev.kontor.events.model.InstructionRecord.Instructed;
import dev.kontor.events.model.InstructionRecord.OpeningRequested;
import dev.kontor.events.model.Money;
import dev.kontor.events.model.OpenAccount;
import dev.kontor.events.model.OverdraftLimit;
import dev.kontor.events.model.RequestKind;
import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.TransferId;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Accounts and instructions to try things with. Times are seconds after noon.
public final class Samples {
    public static final Currency EUR = Currency.of("EUR");
    public static final Currency USD = Currency.of("USD");
    public static final long MAX = Money.MAX_MINOR;
    public static final OverdraftLimit NO_OVERDRAFT = overdraft(0);
    public static final OverdraftLimit WITHOUT_LIMIT = new OverdraftLimit.Unlimited();

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final int RULES = 1;

    private Samples() {}

    public static Instant at(long seconds) {
        return NOON.plusSeconds(seconds);
    }

    public static AccountKey key(String account) {
        return new AccountKey(Tenant.DEFAULT, new AccountId(account));
    }

    public static OverdraftLimit overdraft(long minor) {
        return new OverdraftLimit.Limited(minor);
    }

    public static OpenAccount opening(Currency currency, OverdraftLimit limit, long second) {
        return new OpenAccount(currency, limit, new TreeMap<>(), at(second));
    }

    public static OpeningRequested open(String account, OverdraftLimit limit, long second) {
        return new OpeningRequested(RULES, key(account), opening(EUR, limit, second));
    }

    /// An opening whose content differs from all others by its metadata.
    public static OpeningRequested open(String account, String note, long second) {
        TreeMap<String, String> metadata = new TreeMap<>(Map.of("note", note));
        OpenAccount opening = new OpenAccount(EUR, NO_OVERDRAFT, metadata, at(second));
        return new OpeningRequested(RULES, key(account), opening);
    }

    /// An account in euro with this balance, opened at noon.
    public static Account account(
            String account, OverdraftLimit limit, AccountStatus status, long posted, long held) {
        OpenAccount opening = opening(EUR, limit, 0);
        return new Account(
                new AccountEvent.Opened(
                        RULES, key(account), 1, opening, ContentDigest.of(opening), at(0)),
                status,
                limit,
                BigInteger.valueOf(posted),
                held,
                7,
                Conflicts.NONE,
                at(0),
                at(0));
    }

    public static TransferId transfer(long number) {
        return new TransferId(new UUID(0x0199_0000_0000_7000L + number, 0x8000_0000_0000_0000L));
    }

    public static Instructed debit(String account, long minor, long transfer) {
        return instructed(Action.POST_DEBIT, account, minor, EUR, false, transfer, transfer);
    }

    public static Instructed unconditionalDebit(String account, long minor, long transfer) {
        return instructed(Action.POST_DEBIT, account, minor, EUR, true, transfer, transfer);
    }

    public static Instructed credit(String account, long minor, long transfer) {
        return instructed(Action.POST_CREDIT, account, minor, EUR, false, transfer, transfer);
    }

    public static Instructed told(Action action, String account, long minor, long transfer) {
        return instructed(action, account, minor, EUR, false, transfer, transfer);
    }

    /// By a command below its transfer; its id goes by its number, 0 for none.
    public static Instructed told(
            Action action,
            RequestKind kind,
            long command,
            String account,
            long minor,
            long transfer) {
        return instructed(
                action,
                kind,
                command == 0 ? null : command(command),
                account,
                minor,
                EUR,
                false,
                transfer,
                transfer);
    }

    public static UUID command(long number) {
        return new UUID(0x0199_0000_0000_7000L + number, 0x8000_0000_0000_0001L);
    }

    public static AccountCommanded commanded(
            String account, long command, AccountCommand content, long second) {
        return new AccountCommanded(RULES, key(account), command(command), content, at(second));
    }

    public static Instructed instructed(
            Action action,
            String account,
            long minor,
            Currency currency,
            boolean unconditional,
            long transfer,
            long second) {
        return instructed(
                action,
                RequestKind.TRANSFER,
                null,
                account,
                minor,
                currency,
                unconditional,
                transfer,
                second);
    }

    private static Instructed instructed(
            Action action,
            RequestKind kind,
            @Nullable UUID requestId,
            String account,
            long minor,
            Currency currency,
            boolean unconditional,
            long transfer,
            long second) {
        int leg = action == Action.POST_CREDIT || action == Action.PROBE ? 1 : 0;
        return new Instructed(
                new Instruction(
                        RULES,
                        new InstructionId(
                                key(account), transfer(transfer), kind, requestId, leg, action),
                        new Money(minor, currency),
                        unconditional,
                        at(second),
                        at(second - 5)));
    }
}
