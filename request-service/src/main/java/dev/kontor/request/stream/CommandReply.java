package dev.kontor.request.stream;

/// What there is to say to one who waits for a command.
///
/// @param <S> the transfer or account
/// @param <C> the command on it
public sealed interface CommandReply<S, C> {
    /// @param target as the command left it, or as it was found
    record Recorded<S, C>(S target, C command) implements CommandReply<S, C> {}

    /// There is no such transfer or account, and nothing is recorded.
    record NotFound<S, C>() implements CommandReply<S, C> {}
}
