package dev.kontor.cli;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/// A dead letter as people read it.
final class DeadLetterText {
    private DeadLetterText() {}

    static String line(JsonNode letter) {
        return String.format(
                Locale.ROOT,
                "%-24s %-9s %s  %s  %s",
                text(letter, "id"),
                text(letter, "status"),
                text(letter, "dead_at"),
                text(letter, "key"),
                text(letter, "reason"));
    }

    /// With what was done about it, and with its record if that is there.
    static String whole(JsonNode letter) {
        StringJoiner lines = new StringJoiner("\n");
        lines.add(line(letter));
        letter.path("actions").forEach(action -> lines.add("  " + action(action)));
        JsonNode record = letter.path("record");
        if (record.isObject()) {
            record.path("headers")
                    .forEach(header ->
                            lines.add(
                                    "  header %s: %s"
                                            .formatted(
                                                    text(header, "name"),
                                                    decoded(header, "value"))));
            lines.add("  value, base64: " + text(record, "value"));
            lines.add(
                    record.path("refusal").isNull()
                            ? "  This build can read it: a retry is possible."
                            : "  A retry would be refused: " + text(record, "refusal"));
        }
        return lines.toString();
    }

    private static String action(JsonNode action) {
        String operator = text(action, "operator");
        StringJoiner text = new StringJoiner(" ");
        text.add(text(action, "at"));
        text.add(text(action, "kind"));
        text.add(text(action, "status"));
        text.add("by");
        text.add(operator.isEmpty() ? text(action, "client") : operator);
        if (!action.path("retried_as").isNull()) {
            text.add("as " + text(action, "retried_as"));
        }
        if (!action.path("reason").isNull()) {
            text.add("(" + text(action, "reason") + ")");
        }
        return text.toString();
    }

    private static String decoded(JsonNode node, String field) {
        return new String(Base64.getDecoder().decode(text(node, field)), StandardCharsets.UTF_8);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
