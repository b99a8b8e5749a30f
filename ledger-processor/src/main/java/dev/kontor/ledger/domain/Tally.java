package dev.kontor.ledger.domain;

import dev.kontor.events.model.Action;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Leg;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// What the rounds that have ended moved, in whole minor units: for each leg, and in sums over all
/// legs and currencies.
///
/// @param captured what was taken from a debit leg or was to be given to a credit leg; returns and
///     reversals are not taken off
/// @param standing what a debit leg has paid or a credit leg has got and has not gone back: per
///     currency, debit and credit legs have the same
record Tally(
        Amounts captured,
        Amounts standing,
        long capturedAmount,
        long returnedAmount,
        long reversedAmount) {

    static Tally none(int legs) {
        return new Tally(Amounts.none(legs), Amounts.none(legs), 0, 0, 0);
    }

    /// @param round one that has ended
    Tally plus(Round round, List<Leg> legs) {
        IntPredicate pays =
                leg -> (legs.get(leg).direction() == Direction.DEBIT) != round.isReversal();
        Amounts moved =
                Amounts.of(
                        legs.size(),
                        leg ->
                                pays.test(leg)
                                        ? round.paid(leg) - round.wentBack(leg)
                                        : round.got(leg));
        if (round.isReversal()) {
            long given = moved.sum(pays.negate());
            return new Tally(
                    captured,
                    minus(standing, moved),
                    capturedAmount,
                    returnedAmount,
                    reversedAmount + given);
        }
        long paid = Amounts.of(legs.size(), round::paid).sum(pays);
        return new Tally(
                plus(captured, Amounts.of(legs.size(), leg -> used(round, leg))),
                plus(standing, moved),
                capturedAmount + paid,
                returnedAmount + paid - moved.sum(pays),
                reversedAmount);
    }

    /// A credit that was refused used up its leg's part as well: what it was is returned.
    private static long used(Round round, int leg) {
        @Nullable Ask credit = round.asks().find(leg, Action.POST_CREDIT);
        return credit == null ? round.paid(leg) : credit.amountMinor();
    }

    private static Amounts plus(Amounts a, Amounts b) {
        return Amounts.of(a.legs(), leg -> Math.addExact(a.at(leg), b.at(leg)));
    }

    private static Amounts minus(Amounts a, Amounts b) {
        return Amounts.of(a.legs(), leg -> Math.subtractExact(a.at(leg), b.at(leg)));
    }
}
