package dev.kontor.faults.nemesis;

import java.time.Duration;
import java.util.Optional;

/// Something that goes wrong with a running Kontor.
public sealed interface Fault {
    /// By which it is asked for.
    String name();

    /// What happens.
    String sentence();

    /// How many brokers there have to be.
    int brokers();

    /// One that strikes while clients go on, and is put right.
    ///
    /// @param strike makes it happen
    /// @param lasts how long until it is put right; empty: Kontor must do without first
    record UnderLoad(
            String name, String sentence, Strike strike, Optional<Duration> lasts, int brokers)
            implements Fault {
        UnderLoad withBrokers(int count) {
            return new UnderLoad(name, sentence, strike, lasts, count);
        }
    }

    /// One that has to be looked at closely: it strikes when all clients have come to an end, says
    /// itself what Kontor has to do about it, and is put right.
    record AtRest(String name, String sentence, Ordeal ordeal) implements Fault {
        @Override
        public int brokers() {
            return 1;
        }
    }

    /// Makes it happen.
    @FunctionalInterface
    interface Strike {
        /// @return what puts it right
        Wound on(Scene scene);
    }

    /// What is wrong now.
    @FunctionalInterface
    interface Wound {
        void heal();
    }

    /// The whole of it, from the blow to when all is right again.
    @FunctionalInterface
    interface Ordeal {
        void run(Scene scene);
    }

    /// One that Kontor must get over before it is put right.
    static UnderLoad survived(String name, String sentence, Strike strike) {
        return new UnderLoad(name, sentence, strike, Optional.empty(), 1);
    }

    /// One that Kontor must get over once it has been put right.
    static UnderLoad lasting(String name, String sentence, Duration lasts, Strike strike) {
        return new UnderLoad(name, sentence, strike, Optional.of(lasts), 1);
    }
}
