package dev.kontor.ledger.domain;

import dev.kontor.events.model.AccountFacts;
import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.Capture;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Instruction;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.Money;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.ledger.Sample;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Requests, commands and answers by chance: what one seed draws, it draws again.
final class Chance {
    static final Instant EXPIRY = Sample.NOON.plusSeconds(1_000);

    private static final Currency YEN = Currency.of("JPY");
    private static final List<Refusal> OF_CREDITS =
            List.of(Refusal.ACCOUNT_NOT_FOUND, Refusal.ACCOUNT_CLOSED, Refusal.AMOUNT_OVERFLOW);

    private final Random random;
    private long version;

    Chance(long seed) {
        this.random = new Random(seed);
    }

    boolean oneIn(int cases) {
        return random.nextInt(cases) == 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T extends @Nullable Object> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    Instant time() {
        return Sample.NOON.plusSeconds(random.nextInt(1_200));
    }

    /// Two legs to ten, in one currency or two, in any order.
    TransferRequest request() {
        List<Leg> legs = new ArrayList<>();
        addLegs(legs, Sample.EUR);
        if (oneIn(4)) {
            addLegs(legs, YEN);
        }
        if (oneIn(2)) {
            Collections.shuffle(legs, random);
        }
        boolean manual = oneIn(2);
        return new TransferRequest(
                legs,
                manual ? Capture.MANUAL : Capture.AUTOMATIC,
                manual ? (oneIn(50) ? Sample.NOON : EXPIRY) : null,
                null,
                null,
                Sample.NOON,
                null,
                new TreeMap<>());
    }

    TransferCommand command() {
        Long amount = oneIn(3) ? null : Long.valueOf(1 + random.nextInt(oneIn(3) ? 200 : 40));
        return switch (random.nextInt(8)) {
            case 0 -> new TransferCommand.Void();
            case 1, 2, 3 -> new TransferCommand.Reversal(amount, null);
            default -> new TransferCommand.Capture(amount, oneIn(5));
        };
    }

    /// Anything that an account may answer.
    Result answer(Instruction told) {
        return switch (told.id().action()) {
            case PROBE ->
                    oneIn(15)
                            ? new Result.Refused(pick(OF_CREDITS))
                            : new Result.Found(oneIn(40) ? YEN : told.amount().currency(), false);
            case HOLD ->
                    oneIn(12)
                            ? new Result.Refused(pick(List.of(Refusal.values()).subList(0, 6)))
                            : new Result.Held(++version, balance());
            case RELEASE -> new Result.Released(++version, balance());
            case CAPTURE, SUSPENSE -> new Result.Posted(++version, balance());
            case POST_DEBIT ->
                    !told.unconditional() && oneIn(12)
                            ? new Result.Refused(Refusal.INSUFFICIENT_FUNDS)
                            : new Result.Posted(++version, balance());
            case POST_CREDIT, RETURN ->
                    oneIn(6)
                            ? new Result.Refused(pick(OF_CREDITS))
                            : new Result.Posted(++version, balance());
        };
    }

    private BigInteger balance() {
        return BigInteger.valueOf(random.nextInt());
    }

    /// One to five on each side, of the same sum.
    private void addLegs(List<Leg> legs, Currency currency) {
        int debits = 1 + random.nextInt(oneIn(2) ? 1 : 5);
        int credits = 1 + random.nextInt(oneIn(2) ? 1 : 5);
        long sum = 10L + random.nextInt(100);
        addLegs(legs, Direction.DEBIT, debits, sum, currency);
        addLegs(legs, Direction.CREDIT, credits, sum, currency);
    }

    private void addLegs(
            List<Leg> legs, Direction direction, int count, long sum, Currency currency) {
        long left = sum;
        for (int n = 0; n < count; n++) {
            long part = n == count - 1 ? left : 1 + random.nextLong(left - (count - n) + 1);
            legs.add(
                    new Leg(
                            new AccountId("account-" + random.nextInt(6)),
                            direction,
                            new Money(part, currency),
                            hint(currency)));
            left -= part;
        }
    }

    private @Nullable AccountFacts hint(Currency currency) {
        if (oneIn(3)) return null;
        if (oneIn(100)) return new AccountFacts(currency, false, true);
        if (oneIn(100)) return new AccountFacts(Currency.of("USD"), false, false);
        return new AccountFacts(currency, oneIn(4), false);
    }
}
