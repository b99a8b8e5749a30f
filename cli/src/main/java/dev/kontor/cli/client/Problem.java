package dev.kontor.cli.client;

import dev.kontor.cli.console.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A refusal by the API (RFC 9457), as text for people.
final class Problem {

    private static final int MAX_FOREIGN_TEXT = 200;

    /// @param body what came with the status; whatever it is, something readable is made of it
    static String describe(int status, String body) {
        try {
            JsonNode problem = Json.parse(body);
            if (problem.isObject()) {
                return describe(problem);
            }
        } catch (JacksonException e) {
            // Not our API, or something in between: its own words are the best there is.
        }
        String text = body.strip();
        String start = text.substring(0, Math.min(text.length(), MAX_FOREIGN_TEXT));
        return start.isEmpty() ? "HTTP status " + status : "HTTP status " + status + ": " + start;
    }

    /// One line for the problem and one for each field.
    static String describe(JsonNode problem) {
        StringBuilder text = new StringBuilder(text(problem, "title"));
        String detail = text(problem, "detail");
        if (!detail.isEmpty()) {
            text.append(text.isEmpty() ? "" : ": ").append(detail);
        }
        String code = text(problem, "code");
        if (!code.isEmpty()) {
            text.append(" (").append(code).append(')');
        }
        for (JsonNode error : problem.path("errors")) {
            text.append("\n  ")
                    .append(text(error, "field"))
                    .append(": ")
                    .append(text(error, "detail"));
        }
        if (problem.path("outcome_unknown").asBoolean(false)) {
            text.append("\nWhether it was recorded is not known: send it again with the same id.");
        }
        return text.isEmpty() ? Json.compact(problem) : text.toString();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    private Problem() {}
}
