package dev.kontor.faults.bank;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What came of one call.
sealed interface Answer {

    /// @param retryAfter the header of that name
    /// @param body an empty object where there was no JSON
    record Said(int status, Optional<String> retryAfter, JsonNode body) implements Answer {
        boolean isGood() {
            return status / 100 == 2;
        }

        String text(String pointer) {
            return body.at(pointer).asString("");
        }

        long number(String pointer) {
            return body.at(pointer).asLong(0);
        }
    }

    /// There was no answer, or not all of one: nobody knows what became of it.
    record Nothing(String why) implements Answer {}
}
