package dev.kontor.faults.nemesis;

import dev.kontor.faults.rig.Rig;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Something that goes wrong with a running Kontor.
///
/// @param name by which it is asked for
/// @param sentence what happens
/// @param strike makes it happen
/// @param lasts how long until it is put right; empty: Kontor must do without first
public record Fault(String name, String sentence, Strike strike, Optional<Duration> lasts) {

    /// Makes it happen.
    @FunctionalInterface
    public interface Strike {
        /// @return what puts it right
        Wound on(Rig rig, RandomGenerator dice);
    }

    /// What is wrong now.
    @FunctionalInterface
    public interface Wound {
        void heal();
    }

    /// One that Kontor must get over before it is put right.
    static Fault survived(String name, String sentence, Strike strike) {
        return new Fault(name, sentence, strike, Optional.empty());
    }

    /// One that Kontor must get over once it has been put right.
    static Fault lasting(String name, String sentence, Duration lasts, Strike strike) {
        return new Fault(name, sentence, strike, Optional.of(lasts));
    }
}
