package dev.kontor.http.resource;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a list.
///
/// @param nextCursor where the next part begins; null: there is none
public record Page<T>(List<T> data, @JsonProperty("next_cursor") @Nullable String nextCursor) {
    public Page {
        data = List.copyOf(data);
    }
}
