package dev.kontor.http.status;

import java.util.UUID;

/// The name of this process among those of its service: `kontor.instance`, else made up anew at
/// each start.
public record Instance(String name) {
    static Instance of(String configured) {
        return new Instance(
                configured.isBlank() ? UUID.randomUUID().toString().substring(0, 8) : configured);
    }
}
