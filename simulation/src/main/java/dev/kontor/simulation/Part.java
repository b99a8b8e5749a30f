package dev.kontor.simulation;

import dev.kontor.events.model.Leg;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/// One leg in the story of a transfer, and how far it has come.
final class Part {
    final int index;
    final Leg leg;
    final boolean guarded;

    /// Taken of it by captures, or all of it: what a debit leg paid, what a credit leg was
    /// given, returned or not.
    long captured;

    /// What a credit leg has of this transfer, or a debit leg misses because of it.
    long has;

    Part(int index, Leg leg) {
        this.index = index;
        this.leg = leg;
        this.guarded = leg.hint() == null || !leg.hint().withoutLimit();
    }

    long left() {
        return leg.amount().minor() - captured;
    }

    /// A part of a leg's amount.
    record Share(Part part, long amount) {}

    static List<Share> whole(List<Part> parts) {
        return parts.stream().map(part -> new Share(part, part.leg.amount().minor())).toList();
    }

    /// An amount in leg order, from each leg at most what it has room for. If there are several
    /// currencies it is all of it.
    static List<Share> shares(List<Part> parts, long amount, ToLongFunction<Part> room) {
        List<Share> shares = new ArrayList<>();
        long rest = amount;
        for (Part part : parts) {
            long share = Math.min(rest, room.applyAsLong(part));
            if (share > 0) {
                shares.add(new Share(part, share));
                rest -= share;
            }
        }
        Broken.unless(rest == 0, () -> "the legs have no room for " + amount);
        return shares;
    }

    static boolean sameCurrency(Part one, Part other) {
        return one.leg.amount().currency().equals(other.leg.amount().currency());
    }

    static long sum(List<Part> parts, ToLongFunction<Part> of) {
        return parts.stream().mapToLong(of).sum();
    }

    static long sumOf(List<Share> shares) {
        return shares.stream().mapToLong(Share::amount).sum();
    }
}
