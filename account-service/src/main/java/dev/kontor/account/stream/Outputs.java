package dev.kontor.account.stream;

import dev.kontor.events.codec.AccountEvents;
import dev.kontor.events.codec.AccountFactsRecords;
import dev.kontor.events.codec.AccountFactsRecords.KnownAccount;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountFacts;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.topic.Topic;
import dev.kontor.processing.Output;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one batch publishes, in the order of the records that caused it.
final class Outputs {
    private final List<Output> outputs = new ArrayList<>();

    /// @param value a record of the topic `transfers`
    void addOutcome(TransferKey key, byte[] value, @Nullable String traceparent) {
        outputs.add(new Output(Topic.TRANSFERS, key.bytes(), value, false, traceparent));
    }

    void addEvent(AccountEvent.Numbered event, @Nullable String traceparent) {
        add(Topic.ACCOUNT_EVENTS, event.key(), AccountEvents.encode(event), false, traceparent);
    }

    void addFacts(int rules, AccountKey key, AccountFacts facts, @Nullable String traceparent) {
        byte[] value = AccountFactsRecords.encode(rules, new KnownAccount(key, facts));
        add(Topic.ACCOUNTS, key, value, false, traceparent);
    }

    void addAnswer(AccountEvent answer, @Nullable String traceparent) {
        byte[] value = AccountEvents.encode(answer);
        add(Topic.ACCOUNT_EVENTS, answer.key(), value, true, traceparent);
    }

    List<Output> toList() {
        return List.copyOf(outputs);
    }

    private void add(
            Topic topic,
            AccountKey key,
            byte[] value,
            boolean answer,
            @Nullable String traceparent) {
        outputs.add(new Output(topic, key.bytes(), value, answer, traceparent));
    }
}
