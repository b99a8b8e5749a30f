package dev.kontor.events.topic;

import java.util.Locale;

/// The topics of Kontor.
public enum Topic {
    /// The system of record: requests, and what the accounts answered. Key: tenant/transfer id.
    TRANSFERS(Keyed.BY_TRANSFER, true, false),
    /// What each account is told, in the order in which it was done. Key: tenant/account id.
    INSTRUCTIONS(Keyed.BY_ACCOUNT, true, false),
    /// The life of each transfer, numbered. Key: tenant/transfer id.
    TRANSFER_EVENTS(Keyed.BY_TRANSFER, false, false),
    /// Entries and status of each account, numbered. Key: tenant/account id.
    ACCOUNT_EVENTS(Keyed.BY_ACCOUNT, false, false),
    /// The facts of each account that never change. Key: tenant/account id; compacted.
    ACCOUNTS(Keyed.BY_ACCOUNT, false, true),
    /// What could not be read. Key: as in its source.
    DEAD_LETTERS(Keyed.BY_NOTHING, false, false);

    /// What decides the number of partitions.
    enum Keyed {
        BY_TRANSFER,
        BY_ACCOUNT,
        BY_NOTHING
    }

    private final String topicName = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final Keyed keyed;
    private final boolean source;
    private final boolean compacted;

    Topic(Keyed keyed, boolean source, boolean compacted) {
        this.keyed = keyed;
        this.source = source;
        this.compacted = compacted;
    }

    public String topicName() {
        return topicName;
    }

    /// @return whether a core is fed by it; what is in it cannot be derived again
    public boolean isSource() {
        return source;
    }

    /// @return whether Kafka keeps the newest record of a key only
    public boolean isCompacted() {
        return compacted;
    }

    Keyed keyed() {
        return keyed;
    }

    /// @throws IllegalArgumentException if there is no such topic
    public static Topic named(String name) {
        for (Topic topic : values()) {
            if (topic.topicName.equals(name)) {
                return topic;
            }
        }
        throw new IllegalArgumentException("no topic of Kontor: " + name);
    }
}
