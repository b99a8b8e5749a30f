package dev.kontor.events.model;

import java.util.List;

/// A record that could not be read, with where it stands and why.
///
/// Arrays are held as they came and are not to be changed.
///
/// @param cut whether key, value or headers are not whole
public record DeadLetter(
        DeadLetterId letter,
        String reason,
        byte[] key,
        byte[] value,
        List<Header> headers,
        boolean cut)
        implements DeadLetterFact {

    public DeadLetter {
        headers = List.copyOf(headers);
    }

    public record Header(String name, byte[] value) {}
}
