package dev.kontor.events.model;

import java.util.List;

/// A record that could not be read, with where it stands and why.
///
/// Arrays are held as they came and are not to be changed.
public record DeadLetter(
        String topic,
        int partition,
        long offset,
        String reason,
        byte[] key,
        byte[] value,
        List<Header> headers) {

    public DeadLetter {
        headers = List.copyOf(headers);
    }

    public record Header(String name, byte[] value) {}
}
