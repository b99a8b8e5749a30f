package dev.kontor.benchmarks.load;

/// One flow of transfers on a connection of its own.
///
/// @param told what the client waits to be told of each
public record Lane(Told told, Pace pace) {

    /// What an answer says, and so what its latency is that of.
    public enum Told {
        /// The request is durable.
        ACCEPTED,
        /// The transfer has its fate: money has moved.
        SETTLED
    }
}
