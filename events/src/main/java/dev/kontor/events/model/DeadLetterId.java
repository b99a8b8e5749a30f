package dev.kontor.events.model;

/// Names a dead letter by where the record stands that could not be read. A letter that was sent
/// twice is the same letter.
///
/// @param topic the source topic
public record DeadLetterId(String topic, int partition, long offset) {
    public DeadLetterId {
        if (topic.isEmpty() || partition < 0 || offset < 0) {
            throw new IllegalArgumentException("not a place in the log");
        }
    }

    /// Reads `topic-partition-offset`, as [#toString] writes it.
    ///
    /// @throws IllegalArgumentException if it is anything else
    public static DeadLetterId parse(String text) {
        int second = text.lastIndexOf('-');
        int first = text.lastIndexOf('-', second - 1);
        if (first < 1) {
            throw new IllegalArgumentException("not a dead letter: " + text);
        }
        DeadLetterId id =
                new DeadLetterId(
                        text.substring(0, first),
                        Integer.parseInt(text.substring(first + 1, second)),
                        Long.parseLong(text.substring(second + 1)));
        if (!id.toString().equals(text)) {
            throw new IllegalArgumentException("not a dead letter: " + text);
        }
        return id;
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "-" + offset;
    }
}
