package dev.kontor.ledger.domain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// At most one value for each leg. Immutable: changing one value copies as many references as there
/// are legs.
record PerLeg<T>(List<@Nullable T> values) {
    static <T> PerLeg<T> none(int legs) {
        return new PerLeg<>(Collections.nCopies(legs, null));
    }

    /// @return null where there is none, also of a leg that the transfer does not have
    @Nullable T at(int leg) {
        return leg < 0 || leg >= values.size() ? null : values.get(leg);
    }

    PerLeg<T> with(int leg, T value) {
        List<@Nullable T> changed = new ArrayList<>(values);
        changed.set(leg, value);
        return new PerLeg<>(changed);
    }

    /// @return those there are, in leg order
    Stream<T> stream() {
        return values.stream().filter(Objects::nonNull).map(Objects::requireNonNull);
    }
}
