package dev.kontor.request.domain;

import dev.kontor.http.json.JsonObject;
import dev.kontor.http.problem.FieldErrorCode;
import dev.kontor.http.request.Forms;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// The fields that several forms have.
public final class CommonFields {
    /// Characters of a description or a reason.
    public static final int MAX_TEXT = 500;

    /// The header that may name what is asked for in the place of `id`.
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final int MAX_PAIRS = 50;
    private static final int MAX_KEY = 40;
    private static final int MAX_VALUE = 500;

    private CommonFields() {}

    /// The id that a client chose: the field, or the header in its place.
    static Optional<UUID> id(JsonObject body, Optional<UUID> idempotencyKey) {
        if (idempotencyKey.isEmpty()) {
            return body.required("id", Forms::uuid);
        }
        Optional<UUID> id = body.optional("id", Forms::uuid);
        if (id.isPresent() && !id.equals(idempotencyKey)) {
            body.errors()
                    .add(
                            IDEMPOTENCY_KEY,
                            FieldErrorCode.DIFFERS,
                            "must be the id of the body, or left out");
        }
        return id.or(() -> idempotencyKey);
    }

    static SortedMap<String, String> metadata(JsonObject body) {
        return new TreeMap<>(body.texts("metadata", MAX_PAIRS, MAX_KEY, MAX_VALUE));
    }
}
