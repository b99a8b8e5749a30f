package dev.kontor.http.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kontor.events.model.DeadLetter;
import dev.kontor.http.deadletter.DeadLetterBox.Opened;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A dead letter as operators see it.
///
/// @param id `topic-partition-offset`: where the record stands that could not be read
/// @param key as text, its beginning
/// @param status `open`, `retried` or `discarded`
/// @param record left out of lists
record DeadLetterResource(
        String id,
        String topic,
        int partition,
        long offset,
        String key,
        String reason,
        String status,
        @JsonProperty("dead_at") Instant deadAt,
        List<DeadLetterActionResource> actions,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DeadRecord record) {

    DeadLetterResource {
        actions = List.copyOf(actions);
    }

    /// The record itself.
    ///
    /// @param key as base64
    /// @param value as base64
    /// @param cut whether key, value or headers are not whole here
    /// @param refusal why a retry would be refused now; null: it would not
    record DeadRecord(
            String key,
            String value,
            List<DeadHeader> headers,
            boolean cut,
            @Nullable String refusal) {
        DeadRecord {
            headers = List.copyOf(headers);
        }
    }

    /// @param value as base64
    record DeadHeader(String name, String value) {}

    static DeadLetterResource of(DeadLetterEntry entry) {
        return of(entry, null);
    }

    static DeadLetterResource of(Opened opened) {
        DeadLetter letter = opened.letter();
        return of(
                opened.entry(),
                new DeadRecord(
                        base64(letter.key()),
                        base64(letter.value()),
                        letter.headers().stream()
                                .map(each -> new DeadHeader(each.name(), base64(each.value())))
                                .toList(),
                        letter.cut(),
                        opened.refusal().orElse(null)));
    }

    private static DeadLetterResource of(DeadLetterEntry entry, @Nullable DeadRecord record) {
        return new DeadLetterResource(
                entry.id().toString(),
                entry.id().topic(),
                entry.id().partition(),
                entry.id().offset(),
                entry.key(),
                entry.reason(),
                entry.status().name().toLowerCase(Locale.ROOT),
                entry.deadAt(),
                DeadLetterActionResource.of(entry),
                record);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
