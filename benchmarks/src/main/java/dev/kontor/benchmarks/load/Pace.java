package dev.kontor.benchmarks.load;

/// When transfers are sent.
public sealed interface Pace {

    /// The next one as soon as one of so many has its answer: tells what a system can do, and
    /// nothing about latency, since a slow system is asked for less.
    record Closed(int inFlight) implements Pace {
        public Closed {
            if (inFlight < 1) {
                throw new IllegalArgumentException("nothing in flight");
            }
        }
    }

    /// So many a second, whatever the system does. Each has a time when it is due, and its latency
    /// counts from then: one that has to wait for its turn, because the system or the generator is
    /// slow, waits in the figures as well.
    record Open(double perSecond) implements Pace {
        private static final double NANOS = 1e9;

        public Open {
            if (!(perSecond > 0)) {
                throw new IllegalArgumentException("no rate: " + perSecond);
            }
        }

        /// @param index from 0
        /// @return nanoseconds from the beginning
        public long dueNanos(long index) {
            return (long) Math.ceil(index * (NANOS / perSecond));
        }

        /// How many are due by a time.
        ///
        /// @param nanos from the beginning
        public long dueBy(long nanos) {
            return nanos < 0 ? 0 : (long) Math.floor(nanos / (NANOS / perSecond)) + 1;
        }
    }
}
