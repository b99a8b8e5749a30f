package dev.kontor.simulation;

import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Rejection;
import org.jspecify.annotations.Nullable;

/// The refusal that is told of several: the first in the list, then the lowest leg.
final class FirstRefusal {
    private @Nullable Rejection told;
    private int leg;

    @Nullable Rejection told() {
        return told;
    }

    void add(Part part, @Nullable Refusal refusal) {
        if (refusal == null) {
            return;
        }
        int order = told == null ? 1 : told.refusal().compareTo(refusal);
        if (order > 0 || (order == 0 && part.index < leg)) {
            told = new Rejection(refusal, part.leg.account());
            leg = part.index;
        }
    }
}
