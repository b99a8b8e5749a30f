package dev.kontor.events.topic;

import java.util.Locale;
import java.util.Optional;

/// Who wrote a record. A kind that its writer may not write halts the partition.
public enum Writer {
    REQUEST_SERVICE,
    LEDGER_PROCESSOR,
    ACCOUNT_SERVICE;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /// @return the value of the header [Headers#WRITER]
    public String text() {
        return text;
    }

    public static Optional<Writer> parse(String text) {
        for (Writer writer : values()) {
            if (writer.text.equals(text)) {
                return Optional.of(writer);
            }
        }
        return Optional.empty();
    }
}
