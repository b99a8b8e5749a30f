package dev.kontor.cli;

import dev.kontor.cli.client.Endpoints;
import dev.kontor.cli.console.Failure;
import dev.kontor.events.model.DeadLetterId;
import dev.kontor.events.topic.Topic;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which service reads a topic, and so has its dead letters.
enum LetterOwner {
    LEDGER_PROCESSOR,
    ACCOUNT_SERVICE,
    QUERY_SERVICE;

    /// @throws Failure if the id is none, or no service reads its topic
    static LetterOwner of(String id) {
        try {
            return of(Topic.named(DeadLetterId.parse(id).topic()));
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    "'" + id + "' is not the id of a dead letter, like transfers-3-17", e);
        }
    }

    static LetterOwner of(Topic topic) {
        return switch (topic) {
            case TRANSFERS -> LEDGER_PROCESSOR;
            case INSTRUCTIONS -> ACCOUNT_SERVICE;
            case TRANSFER_EVENTS, ACCOUNT_EVENTS -> QUERY_SERVICE;
            case ACCOUNTS, DEAD_LETTERS ->
                    throw new Failure("There are no dead letters of " + topic.topicName() + ".");
        };
    }

    /// @param topic null: any
    static List<LetterOwner> ofAll(@Nullable Topic topic) {
        return topic == null ? List.of(values()) : List.of(of(topic));
    }

    URI url(Endpoints endpoints, @Nullable String option) {
        return switch (this) {
            case LEDGER_PROCESSOR -> endpoints.ledger(option);
            case ACCOUNT_SERVICE -> endpoints.accounts(option);
            case QUERY_SERVICE -> endpoints.read(option);
        };
    }
}
