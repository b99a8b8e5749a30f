package dev.kontor.simulation;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

/// All chance there is in a simulation: the same seed throws the same.
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /// @return 0 to `bound` − 1
    int below(int bound) {
        return random.nextInt(bound);
    }

    /// @return `low` to `high`, both included
    long between(long low, long high) {
        return random.nextLong(low, high + 1);
    }

    /// @param perMille how often of a thousand
    boolean chance(int perMille) {
        return random.nextInt(1_000) < perMille;
    }

    long bits() {
        return random.nextLong();
    }

    <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /// @param all in an order that does not depend on memory addresses
    <T> T pick(Collection<T> all) {
        Iterator<T> each = all.iterator();
        for (int skip = random.nextInt(all.size()); skip > 0; skip--) {
            each.next();
        }
        return each.next();
    }

    /// @return the index of one of the weights, as often as it weighs
    int weighted(int... weights) {
        int sum = 0;
        for (int weight : weights) {
            sum += weight;
        }
        int at = random.nextInt(sum);
        int index = 0;
        while (at >= weights[index]) {
            at -= weights[index];
            index++;
        }
        return index;
    }
}
