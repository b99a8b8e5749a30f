package dev.kontor.account.stream;

import dev.kontor.account.domain.Account;
import dev.kontor.events.codec.AccountEvents;
import dev.kontor.events.codec.AccountFactsRecords;
import dev.kontor.events.codec.AccountFactsRecords.KnownAccount;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.Reply;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.topic.Topic;
import dev.kontor.processing.Output;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one batch publishes, in the order of the records that caused it.
final class Outputs {
    private final List<Output> outputs = new ArrayList<>();

    /// @param value a record of the topic `transfers`
    void addOutcome(TransferKey key, byte[] value, @Nullable String traceparent) {
        outputs.add(new Output(Topic.TRANSFERS, bytes(key), value, false, traceparent));
    }

    void addEvent(AccountEvent.Numbered event, @Nullable String traceparent) {
        add(Topic.ACCOUNT_EVENTS, event.key(), AccountEvents.encode(event), false, traceparent);
    }

    void addFacts(AccountEvent.Opened opened, @Nullable String traceparent) {
        KnownAccount known = new KnownAccount(opened.key(), opened.opening().facts());
        byte[] value = AccountFactsRecords.encode(opened.rules(), known);
        add(Topic.ACCOUNTS, opened.key(), value, false, traceparent);
    }

    void addAnswer(int rules, Account account, Reply reply, @Nullable String traceparent) {
        AccountEvent answer = new AccountEvent.Answer(rules, account.snapshot(), List.of(reply));
        byte[] value = AccountEvents.encode(answer);
        add(Topic.ACCOUNT_EVENTS, account.key(), value, true, traceparent);
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
        outputs.add(new Output(topic, bytes(key), value, answer, traceparent));
    }

    private static byte[] bytes(Object key) {
        return key.toString().getBytes(StandardCharsets.UTF_8);
    }
}
