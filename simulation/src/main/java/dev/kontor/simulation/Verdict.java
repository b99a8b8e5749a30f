package dev.kontor.simulation;

import dev.kontor.account.domain.Account;
import dev.kontor.events.codec.FutureRecordException;
import dev.kontor.events.codec.UnreadableRecordException;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.CommandStatus;
import dev.kontor.events.model.Instruction;
import dev.kontor.events.model.InstructionId;
import dev.kontor.events.model.Outcome;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.OverdraftLimit;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Rejection;
import dev.kontor.events.model.Reply.Standing;
import dev.kontor.events.model.TransferCommandSnapshot;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.topic.Headers;
import dev.kontor.events.topic.Topic;
import dev.kontor.processing.InMemoryKafka;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// What is said at the end: everything is settled, and the model agrees on every status, entry and
/// balance.
final class Verdict {
    private final World world;
    private final Auditor auditor;
    private final AccountModel accounts = new AccountModel();
    private final Map<TransferKey, List<Placed>> records = new LinkedHashMap<>();
    private final Map<InstructionId, Answer> answers = new HashMap<>();
    private final Set<InstructionId> asked = new HashSet<>();
    private final Waiters waiters = new Waiters();

    /// A record that is no answer, and where it stands in its partition.
    private record Placed(long offset, TransferRecord record, Optional<String> waiter) {}

    /// The first answer to an instruction that the log has.
    private record Answer(long offset, Outcome outcome) {}

    Verdict(World world) {
        this.world = world;
        this.auditor = world.auditor;
    }

    /// @throws Broken if anything is not as it must be
    void pass() {
        readLog();
        accounts.accounts().forEach(this::compare);
        records.forEach(this::compare);
        Broken.unless(
                auditor.transfers().keySet().equals(known()),
                () -> "there are other transfers than those that were asked for");
        for (InstructionId id : accounts.told()) {
            Broken.unless(asked.contains(id), () -> "told without a reason: " + id);
        }
        waiters.check(world.kafka);
    }

    private Set<TransferKey> known() {
        Set<TransferKey> known = new HashSet<>();
        records.forEach((key, placed) -> {
            if (placed.stream().anyMatch(each -> isRequest(each.record))) {
                known.add(key);
            }
        });
        return known;
    }

    private static boolean isRequest(TransferRecord record) {
        return record instanceof TransferRecord.Requested;
    }

    private void readLog() {
        for (int i = 0; i < world.ledger.partitions(); i++) {
            for (ConsumerRecord<byte[], byte[]> raw : world.kafka.records(Topic.TRANSFERS, i)) {
                try {
                    read(
                            raw.offset(),
                            world.transferRecords.of(raw.key(), raw.value()),
                            InMemoryKafka.header(raw, Headers.REPLY));
                } catch (UnreadableRecordException | FutureRecordException _) {
                    world.tally.add("dead letters");
                }
            }
        }
        for (int i = 0; i < world.accountService.partitions(); i++) {
            for (ConsumerRecord<byte[], byte[]> raw : world.kafka.records(Topic.INSTRUCTIONS, i)) {
                try {
                    Standing standing =
                            accounts.take(world.instructionRecords.of(raw.key(), raw.value()));
                    InMemoryKafka.header(raw, Headers.REPLY)
                            .ifPresent(waiter -> waiters.expect(waiter, standing));
                } catch (UnreadableRecordException | FutureRecordException _) {
                    world.tally.add("dead letters");
                }
            }
        }
    }

    private void read(long offset, TransferRecord record, Optional<String> waiter) {
        if (record instanceof TransferRecord.Answered(Outcome outcome)) {
            answers.putIfAbsent(outcome.id(), new Answer(offset, outcome));
        } else {
            records.computeIfAbsent(record.key(), _ -> new ArrayList<>())
                    .add(new Placed(offset, record, waiter));
        }
    }

    // Accounts.

    private void compare(AccountKey key) {
        AccountBook book = auditor.accounts().get(key);
        List<String> expected = accounts.history(key);
        List<String> found = new ArrayList<>();
        if (book != null) {
            for (AccountEvent.Numbered fact : book.facts()) {
                found.add(describe(fact, book.standing(fact.version())));
            }
        }
        Broken.unless(found.equals(expected), () -> difference(key, expected, found));
        Account kept = world.accounts.accounts().get(key);
        Broken.unless(
                kept != null && kept.version() == expected.size(),
                () -> key + " should have come to " + expected.getLast() + " and is " + kept);
    }

    private static String difference(Object of, List<String> expected, List<String> found) {
        int at = 0;
        while (at < Math.min(expected.size(), found.size())
                && expected.get(at).equals(found.get(at))) {
            at++;
        }
        return "%s: expected %s, found %s"
                .formatted(
                        of,
                        at < expected.size() ? expected.get(at) : "no more",
                        at < found.size() ? found.get(at) : "no more");
    }

    private static String describe(
            AccountEvent.Numbered fact, AccountBook.@Nullable Standing then) {
        if (then == null) {
            throw new AssertionError("each fact leaves a standing");
        }
        String what =
                switch (fact) {
                    case AccountEvent.Opened _ -> "opened";
                    case AccountEvent.EntryPosted it -> it.action() + " " + it.transfer();
                    case AccountEvent.HoldPlaced it -> Action.HOLD + " " + it.transfer();
                    case AccountEvent.HoldReleased it -> Action.RELEASE + " " + it.transfer();
                    case AccountEvent.CommandDecided it ->
                            it.command().content().kind() + " " + it.command().refusal();
                    case AccountEvent.CommandConflicted _ -> "command conflict";
                    case AccountEvent.OpeningConflicted _ -> "conflict";
                };
        String limit =
                switch (then.limit()) {
                    case OverdraftLimit.Limited(long minor) -> Long.toString(minor);
                    case OverdraftLimit.Unlimited _ -> "null";
                };
        return "%d %s %s %d %s %s"
                .formatted(fact.version(), what, then.posted(), then.held(), then.status(), limit);
    }

    // Transfers.

    private void compare(TransferKey key, List<Placed> placed) {
        try {
            agree(key, placed);
        } catch (Broken broken) {
            TransferBook book = auditor.transfers().get(key);
            throw new Broken(
                    "%s%n  asked: %s%n  facts: %s"
                            .formatted(
                                    broken.getMessage(),
                                    placed,
                                    book == null ? "none" : book.facts()));
        }
    }

    private void agree(TransferKey key, List<Placed> placed) {
        TransferModel model = new TransferModel(key, new Asked());
        for (Placed each : placed) {
            Standing standing = model.take(each.offset, each.record);
            each.waiter.ifPresent(waiter -> waiters.expect(waiter, standing));
        }
        TransferBook book = auditor.transfers().get(key);
        Story story = model.story();
        if (story == null) {
            Broken.unless(book == null, () -> key + " was never asked for");
            world.tally.add("commands on no transfer");
            return;
        }
        if (book == null) {
            throw new Broken(key + " was asked for and is not there");
        }
        Broken.unless(
                story.progress().equals(book.progress()),
                () -> key + ": expected " + story.progress() + ", found " + book.progress());
        Broken.unless(story.status().isFinal(), () -> key + " is not settled: " + story.status());
        Broken.unless(
                model.conflicts() == book.conflicts(),
                () -> key + ": " + model.conflicts() + " conflicts, not " + book.conflicts());
        Broken.unless(
                model.commands().keySet().equals(book.commands().keySet()),
                () -> key + ": other commands than were sent: " + book.commands());
        model.commands()
                .forEach((id, command) -> {
                    TransferCommandSnapshot found = Objects.requireNonNull(book.commands().get(id));
                    Broken.unless(
                            found.status() == command.status
                                    && Objects.equals(found.rejection(), command.rejection)
                                    && (command.status != CommandStatus.DONE
                                            || Objects.equals(found.amountMinor(), command.amount))
                                    && command.losers.count() == book.conflictsOf(id),
                            () ->
                                    "%s: expected %s %s %s of %s, found %s"
                                            .formatted(
                                                    key,
                                                    command.status,
                                                    command.amount,
                                                    command.rejection,
                                                    id,
                                                    found));
                    count("command " + found.content().kind(), command.status, command.rejection);
                });
        count("transfer", story.status(), story.progress().rejection());
    }

    private void count(String what, Object status, @Nullable Rejection rejection) {
        world.tally.add(what + " " + status);
        if (rejection != null) {
            world.tally.add("rejection " + rejection.refusal());
        }
    }

    /// What is asked is compared with what was told, and answered by what the log has.
    private final class Asked implements TransferModel.Talk {
        private long end = -1;

        @Override
        public @Nullable Refusal ask(Instruction instruction) {
            InstructionId id = instruction.id();
            asked.add(id);
            Instruction told = accounts.told(id);
            Broken.unless(
                    instruction.equals(told),
                    () -> "should have told " + instruction + ", told " + told);
            Answer answer = answers.get(id);
            if (answer == null) {
                throw new Broken("never answered: " + id);
            }
            end = Math.max(end, answer.offset);
            AccountModel.Said reply = reply(answer.outcome);
            if (id.action() == Action.PROBE) {
                Broken.unless(
                        accounts.probed(id).contains(reply),
                        () -> "a probe told " + reply + ", not " + accounts.probed(id));
            } else {
                Broken.unless(
                        reply.equals(accounts.reply(id)),
                        () -> id + " was answered " + reply + ", not " + accounts.reply(id));
            }
            world.tally.add("instruction " + id.kind() + " " + id.action() + describe(reply));
            return reply.refusal();
        }

        @Override
        public long end() {
            return end;
        }
    }

    private static String describe(AccountModel.Said reply) {
        return reply.refusal() == null ? "" : " " + reply.refusal();
    }

    private static AccountModel.Said reply(Outcome outcome) {
        return switch (outcome.result()) {
            case Result.Posted(var version, var posted) ->
                    new AccountModel.Said(null, version, posted);
            case Result.Held(var version, var posted) ->
                    new AccountModel.Said(null, version, posted);
            case Result.Released(var version, var posted) ->
                    new AccountModel.Said(null, version, posted);
            case Result.Refused(Refusal refusal) -> AccountModel.Said.refused(refusal);
            case Result.Found _ -> AccountModel.Said.FOUND;
        };
    }
}
