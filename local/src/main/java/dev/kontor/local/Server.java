package dev.kontor.local;

/// A server that tests may treat badly. Its address and its data stay the same.
public interface Server {

    /// Ends the server as a power cut would. Nothing happens if it does not run.
    void kill();

    /// Stops the server in its tracks: connections stay, and nothing answers on them.
    void freeze();

    /// Lets a frozen server go on where it was.
    void thaw();

    /// Starts the server again, after stopping it in order if it runs, and waits until it is ready.
    void restart();
}
