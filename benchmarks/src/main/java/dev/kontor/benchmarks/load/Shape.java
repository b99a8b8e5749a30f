package dev.kontor.benchmarks.load;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Between which accounts money moves. Accounts are numbered from 0.
public sealed interface Shape {
    int accounts();

    Pair next(RandomGenerator random);

    /// Each account as often as any other.
    record Uniform(int accounts) implements Shape {
        public Uniform {
            check(accounts);
        }

        @Override
        public Pair next(RandomGenerator random) {
            int debit = random.nextInt(accounts);
            return new Pair(debit, (debit + 1 + random.nextInt(accounts - 1)) % accounts);
        }
    }

    /// The account of rank n as often as 1/n: a few of them in most transfers.
    final class Zipf implements Shape {
        private final double[] cumulative;

        public Zipf(int accounts) {
            check(accounts);
            cumulative = new double[accounts];
            double sum = 0;
            for (int rank = 1; rank <= accounts; rank++) {
                sum += 1.0 / rank;
                cumulative[rank - 1] = sum;
            }
        }

        @Override
        public int accounts() {
            return cumulative.length;
        }

        @Override
        public Pair next(RandomGenerator random) {
            int debit = account(random);
            int credit = account(random);
            while (credit == debit) {
                credit = account(random);
            }
            return new Pair(debit, credit);
        }

        private int account(RandomGenerator random) {
            double at = random.nextDouble() * cumulative[cumulative.length - 1];
            int found = Arrays.binarySearch(cumulative, at);
            return found < 0 ? -found - 1 : Math.min(found + 1, cumulative.length - 1);
        }
    }

    /// One account in a share of all transfers, as payer and payee in turns; the others alike.
    ///
    /// @param share of the transfers that the hot account, number 0, has a part in: 0 to 1
    record HotAccount(int accounts, double share) implements Shape {
        public HotAccount {
            check(accounts);
            if (share < 0 || share > 1 || accounts < 3) {
                throw new IllegalArgumentException("no share of 3 accounts: " + share);
            }
        }

        @Override
        public Pair next(RandomGenerator random) {
            int one = 1 + random.nextInt(accounts - 1);
            if (random.nextDouble() < share) {
                return random.nextBoolean() ? new Pair(0, one) : new Pair(one, 0);
            }
            int other = 1 + (one + random.nextInt(accounts - 2)) % (accounts - 1);
            return new Pair(one, other);
        }
    }

    private static void check(int accounts) {
        if (accounts < 2) {
            throw new IllegalArgumentException("money moves between two accounts at least");
        }
    }
}
