package dev.kontor.simulation;

import dev.kontor.account.domain.Account;
import dev.kontor.events.codec.AccountEvents;
import dev.kontor.events.codec.FutureRecordException;
import dev.kontor.events.codec.TransferEvents;
import dev.kontor.events.codec.UnreadableRecordException;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.InstructionId;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.InstructionRecord.Instructed;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.model.TransferId;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.topic.Headers;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.Writer;
import dev.kontor.processing.InMemoryKafka;
import dev.kontor.processing.Output;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// Looks at every commit and at every record of the log, and fails the simulation when something
/// does not hold that must.
///
/// What was once committed is remembered for ever: a database that was restored must come to the
/// same again, and nothing may be in the log that was never committed.
final class Auditor {
    private static final byte[] REQUEST_SERVICE = bytes(Writer.REQUEST_SERVICE);
    private static final byte[] LEDGER_PROCESSOR = bytes(Writer.LEDGER_PROCESSOR);

    private final Map<AccountKey, AccountBook> accounts = new LinkedHashMap<>();
    private final Map<TransferKey, TransferBook> transfers = new LinkedHashMap<>();
    private final Map<Content, Fact> committed = new HashMap<>();
    private final Map<InstructionId, byte[]> instructions = new HashMap<>();
    private final Map<InstructionId, byte[]> outcomes = new HashMap<>();
    private final Map<TransferId, Map<String, BigInteger>> unbalanced = new HashMap<>();
    private final Map<TransferId, Long> held = new HashMap<>();
    private final Readings<TransferRecord> transferRecords;
    private final Readings<InstructionRecord> instructionRecords;

    Auditor(
            Readings<TransferRecord> transferRecords,
            Readings<InstructionRecord> instructionRecords) {
        this.transferRecords = transferRecords;
        this.instructionRecords = instructionRecords;
    }

    /// A record as it is sent.
    private record Content(Topic topic, byte[] key, byte[] value) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Content(Topic its, byte[] name, byte[] bytes)
                    && topic == its
                    && Arrays.equals(value, bytes)
                    && Arrays.equals(key, name);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }
    }

    /// @param number 0: it has none
    private record Fact(Object key, long number) {
        static final Fact NONE = new Fact("", 0);
    }

    private static byte[] bytes(Writer writer) {
        return writer.text().getBytes(StandardCharsets.UTF_8);
    }

    Map<AccountKey, AccountBook> accounts() {
        return accounts;
    }

    Map<TransferKey, TransferBook> transfers() {
        return transfers;
    }

    /// What a transaction that has just been committed is to publish.
    void committed(List<Output> outputs) {
        for (Output output : outputs) {
            Content content = new Content(output.topic(), output.key(), output.value());
            if (committed.containsKey(content)) {
                // Decided again, to the last byte as it was decided before.
                continue;
            }
            try {
                committed.put(content, take(output));
            } catch (UnreadableRecordException | FutureRecordException e) {
                throw new Broken("committed what nobody can read: " + e);
            }
        }
    }

    private Fact take(Output output) throws UnreadableRecordException, FutureRecordException {
        if (output.answer()) {
            return Fact.NONE;
        }
        byte[] value = output.value();
        switch (output.topic()) {
            case ACCOUNT_EVENTS -> {
                AccountEvent event = AccountEvents.decode(output.key(), value);
                return event instanceof AccountEvent.Numbered fact ? take(fact) : Fact.NONE;
            }
            case TRANSFER_EVENTS -> {
                TransferEvent event = TransferEvents.decode(output.key(), value);
                return event instanceof TransferEvent.Numbered fact ? take(fact) : Fact.NONE;
            }
            case INSTRUCTIONS -> {
                if (instructionRecords.of(output.key(), value) instanceof Instructed(var it)) {
                    same(instructions, it.id(), value);
                }
            }
            case TRANSFERS -> {
                if (transferRecords.of(output.key(), value)
                                instanceof TransferRecord.Answered(var outcome)
                        && outcome.id().action() != Action.PROBE) {
                    same(outcomes, outcome.id(), value);
                }
            }
            case ACCOUNTS, DEAD_LETTERS -> {}
        }
        return Fact.NONE;
    }

    private static void same(Map<InstructionId, byte[]> known, InstructionId id, byte[] value) {
        byte[] before = known.putIfAbsent(id, value);
        Broken.unless(
                before == null || Arrays.equals(before, value),
                () -> "another content under one identity: " + id);
    }

    private Fact take(AccountEvent.Numbered fact) {
        AccountBook book =
                accounts.computeIfAbsent(fact.key(), key -> new AccountBook(key.toString()));
        if (fact.version() > book.version()) {
            book.add(fact);
            balance(fact);
        } else {
            AccountEvent.Numbered before = book.facts().get((int) fact.version() - 1);
            Broken.unless(before.equals(fact), () -> "decided again: " + before + ", now " + fact);
        }
        return new Fact(fact.key(), fact.version());
    }

    private void balance(AccountEvent.Numbered fact) {
        switch (fact) {
            case AccountEvent.EntryPosted entry -> {
                long minor = entry.amount().minor();
                BigInteger signed =
                        BigInteger.valueOf(entry.direction() == Direction.CREDIT ? minor : -minor);
                unbalanced
                        .computeIfAbsent(entry.transfer(), _ -> new TreeMap<>())
                        .merge(entry.amount().currency().code(), signed, Auditor::sum);
                if (entry.action() == Action.CAPTURE) {
                    held.merge(entry.transfer(), -minor, Long::sum);
                }
            }
            case AccountEvent.HoldPlaced hold ->
                    held.merge(hold.transfer(), hold.amount().minor(), Long::sum);
            case AccountEvent.HoldReleased hold ->
                    held.merge(hold.transfer(), -hold.amount().minor(), Long::sum);
            case AccountEvent.Opened _,
                    AccountEvent.OpeningConflicted _,
                    AccountEvent.CommandDecided _,
                    AccountEvent.CommandConflicted _ -> {}
        }
    }

    private static @Nullable BigInteger sum(BigInteger a, BigInteger b) {
        BigInteger sum = a.add(b);
        return sum.signum() == 0 ? null : sum;
    }

    private Fact take(TransferEvent.Numbered fact) {
        TransferBook book =
                transfers.computeIfAbsent(fact.key(), key -> new TransferBook(key.toString()));
        if (fact.number() > book.number()) {
            if (book.add(fact)) {
                checkAtRest(fact.key(), book);
            }
        } else {
            TransferEvent.Numbered before = book.facts().get((int) fact.number() - 1);
            Broken.unless(before.equals(fact), () -> "decided again: " + before + ", now " + fact);
        }
        return new Fact(fact.key(), fact.number());
    }

    /// All that the transfer asked of accounts is answered: its entries balance, and if it is final
    /// nothing is held for it.
    private void checkAtRest(TransferKey key, TransferBook book) {
        Map<String, BigInteger> rest = unbalanced.getOrDefault(key.id(), Map.of());
        Broken.unless(rest.isEmpty(), () -> key + " rests and " + rest + " is missing");
        long open = held.getOrDefault(key.id(), 0L);
        Broken.unless(
                open == 0 || !book.progress().status().isFinal(),
                () -> key + " is " + book.progress().status() + " and holds " + open);
    }

    /// Compares what is kept of an account with what its facts say.
    void check(Account account) {
        AccountBook book = accounts.get(account.key());
        AccountBook.Standing standing = book == null ? null : book.standing(account.version());
        Broken.unless(
                standing != null
                        && standing.equals(
                                new AccountBook.Standing(
                                        account.status(),
                                        account.overdraftLimit(),
                                        account.posted(),
                                        account.held())),
                () -> "kept is " + account + ", but its facts make " + standing);
    }

    /// Nothing is in the log but what clients sent, what was committed, and expiries.
    void scan(InMemoryKafka kafka) {
        for (InMemoryKafka.Appended appended : kafka.takeAppended()) {
            scan(appended.topic(), appended.record());
        }
    }

    private void scan(Topic topic, ConsumerRecord<byte[], byte[]> record) {
        if (InMemoryKafka.says(record, Headers.WRITER, REQUEST_SERVICE)) {
            return;
        }
        boolean fromOutside =
                topic == Topic.TRANSFERS
                        && InMemoryKafka.says(record, Headers.WRITER, LEDGER_PROCESSOR);
        Broken.unless(
                fromOutside
                        || committed.containsKey(new Content(topic, record.key(), record.value())),
                () -> "published and never committed: " + topic + " " + record.offset());
    }

    /// Reads the events as one who begins at the start, ignores what it has, and keeps aside what
    /// comes too early.
    ///
    /// @throws Broken if something is missing in the end
    void readEvents(InMemoryKafka kafka) {
        Map<Object, Long> seen = new HashMap<>();
        Map<Object, Map<Long, Boolean>> aside = new HashMap<>();
        for (Topic topic : List.of(Topic.ACCOUNT_EVENTS, Topic.TRANSFER_EVENTS)) {
            for (int i = 0; i < kafka.settings().partitions(topic); i++) {
                for (ConsumerRecord<byte[], byte[]> record : kafka.records(topic, i)) {
                    Fact fact = committed.get(new Content(topic, record.key(), record.value()));
                    if (fact != null && fact.number() > 0) {
                        aside.computeIfAbsent(fact.key(), _ -> new HashMap<>())
                                .put(fact.number(), true);
                        long next = seen.getOrDefault(fact.key(), 0L);
                        while (aside.get(fact.key()).remove(next + 1) != null) {
                            next++;
                        }
                        seen.put(fact.key(), next);
                    }
                }
            }
        }
        accounts.forEach((key, book) -> checkSeen(key, seen, book.version()));
        transfers.forEach((key, book) -> checkSeen(key, seen, book.number()));
    }

    private static void checkSeen(Object key, Map<Object, Long> seen, long facts) {
        long last = seen.getOrDefault(key, 0L);
        Broken.unless(
                last == facts, () -> "the events of " + key + " tell " + last + " of " + facts);
    }
}
