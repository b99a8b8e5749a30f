package dev.kontor.account.stream;

import static dev.kontor.account.domain.Samples.EUR;
import static dev.kontor.account.domain.Samples.NO_OVERDRAFT;
import static dev.kontor.account.domain.Samples.command;
import static dev.kontor.account.domain.Samples.commanded;
import static dev.kontor.account.domain.Samples.credit;
import static dev.kontor.account.domain.Samples.debit;
import static dev.kontor.account.domain.Samples.key;
import static dev.kontor.account.domain.Samples.open;
import static dev.kontor.account.domain.Samples.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.account.domain.Account;
import dev.kontor.events.codec.AccountEvents;
import dev.kontor.events.codec.AccountFactsRecords;
import dev.kontor.events.codec.TransferRecords;
import dev.kontor.events.model.AccountCommand.ChangeOverdraftLimit;
import dev.kontor.events.model.AccountCommand.Close;
import dev.kontor.events.model.AccountCommand.Freeze;
import dev.kontor.events.model.AccountCommand.Unfreeze;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountFacts;
import dev.kontor.events.model.AccountStatus;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.CommandStatus;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Reply.Standing;
import dev.kontor.events.model.ReplyTo;
import dev.kontor.events.model.RequestKind;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.Writer;
import dev.kontor.processing.Applied;
import dev.kontor.processing.Output;
import dev.kontor.processing.PartitionBatch;
import dev.kontor.processing.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Holds and commands on accounts, batch by batch.
class CommandProcessingTest {
    private static final ReplyTo REPLY = new ReplyTo("request-1", 7);
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final Freeze FREEZE = new Freeze("why");
    private static final Unfreeze UNFREEZE = new Unfreeze("why");
    private static final Close CLOSE = new Close("why");

    private final MemoryAccountStore store = new MemoryAccountStore();
    private InstructionProcessor processor = new InstructionProcessor(store, 1_000);
    private long offset;

    @Test
    void publishesWhatIsHeldAndCapturedAndReleased() throws Exception {
        List<Output> outputs =
                run(
                                open("alice", NO_OVERDRAFT, 0),
                                credit("alice", 10, 1),
                                told(Action.HOLD, "alice", 6, 2),
                                told(Action.CAPTURE, RequestKind.CAPTURE, 8, "alice", 4, 2),
                                told(Action.RELEASE, RequestKind.EXPIRY, 0, "alice", 2, 2))
                        .outputs();
        List<Output> tail = outputs.subList(outputs.size() - 6, outputs.size());
        assertThat(tail)
                .extracting(Output::topic)
                .containsExactly(
                        Topic.ACCOUNT_EVENTS,
                        Topic.TRANSFERS,
                        Topic.ACCOUNT_EVENTS,
                        Topic.TRANSFERS,
                        Topic.ACCOUNT_EVENTS,
                        Topic.TRANSFERS);
        assertThat(event(tail.get(0))).isInstanceOf(AccountEvent.HoldPlaced.class);
        assertThat(outcome(tail.get(1))).isInstanceOf(Result.Held.class);
        assertThat(event(tail.get(2))).isInstanceOf(AccountEvent.EntryPosted.class);
        assertThat(outcome(tail.get(3))).isInstanceOf(Result.Posted.class);
        assertThat(event(tail.get(4))).isInstanceOf(AccountEvent.HoldReleased.class);
        assertThat(outcome(tail.get(5))).isInstanceOf(Result.Released.class);
        assertThat(alice().held()).isZero();
    }

    @Test
    void aRepeatedCaptureThatLooksImpossibleGetsItsOutcomeAgain() {
        byte[] first =
                run(
                                open("alice", NO_OVERDRAFT, 0),
                                credit("alice", 10, 1),
                                told(Action.HOLD, "alice", 6, 2),
                                told(Action.CAPTURE, "alice", 6, 2))
                        .outputs()
                        .getLast()
                        .value();
        restart();
        Applied again = run(told(Action.CAPTURE, "alice", 6, 2), credit("alice", 1, 9));
        assertThat(again.halt()).isNull();
        assertThat(again.outputs().getFirst().value()).isEqualTo(first);
        assertThat(alice().posted()).isEqualTo(5);
    }

    @Test
    void haltsAtACaptureOfMoreThanIsHeld() {
        run(open("alice", NO_OVERDRAFT, 0), credit("alice", 10, 1));
        run(told(Action.HOLD, "alice", 6, 2));
        Applied applied = run(told(Action.CAPTURE, "alice", 7, 2));
        assertThat(applied.halt()).isNotNull();
        assertThat(applied.halt().reason()).contains("more than is held");
    }

    @Test
    void tellsWhoeverWaitsForACommand() throws Exception {
        run(open("alice", NO_OVERDRAFT, 0));
        List<Output> first = run(commanded("alice", 1, FREEZE, 1)).outputs();
        assertThat(first)
                .extracting(Output::topic)
                .containsExactly(Topic.ACCOUNT_EVENTS, Topic.ACCOUNT_EVENTS);
        assertThat(first).extracting(Output::answer).containsExactly(false, true);
        assertThat(first).extracting(Output::traceparent).containsOnly(TRACE);
        assertThat(event(first.getFirst())).isInstanceOf(AccountEvent.CommandDecided.class);
        AccountEvent.CommandAnswer answer = answer(first.getLast(), Standing.FIRST);
        assertThat(answer.command().id()).isEqualTo(command(1));
        assertThat(answer.command().status()).isEqualTo(CommandStatus.DONE);
        assertThat(answer.account().status()).isEqualTo(AccountStatus.FROZEN);
        assertThat(answer.account().version()).isEqualTo(2);

        restart();
        AccountEvent.CommandAnswer repeat =
                answer(only(run(commanded("alice", 1, FREEZE, 2))), Standing.REPEAT);
        assertThat(repeat.command()).isEqualTo(answer.command());

        restart();
        List<Output> lost = run(commanded("alice", 1, UNFREEZE, 3)).outputs();
        assertThat(event(lost.getFirst())).isInstanceOf(AccountEvent.CommandConflicted.class);
        AccountEvent.CommandAnswer conflict = answer(lost.getLast(), Standing.CONFLICT);
        assertThat(conflict.command().content()).isEqualTo(FREEZE);
        assertThat(conflict.command().conflicts().count()).isEqualTo(1);
        assertThat(conflict.account().status()).isEqualTo(AccountStatus.FROZEN);

        restart();
        assertThat(
                        answer(only(run(commanded("alice", 1, UNFREEZE, 4))), Standing.CONFLICT)
                                .command()
                                .conflicts()
                                .count())
                .isEqualTo(1);
    }

    @Test
    void tellsNobodyWhereNobodyWaits() {
        run(open("alice", NO_OVERDRAFT, 0));
        assertThat(apply(null, commanded("alice", 1, FREEZE, 1)).outputs())
                .extracting(Output::answer)
                .containsExactly(false);
        assertThat(apply(null, commanded("alice", 1, FREEZE, 1)).outputs()).isEmpty();
        assertThat(apply(null, commanded("nobody", 1, FREEZE, 1)).outputs()).isEmpty();
    }

    @Test
    void tellsThatThereIsNoSuchAccountAndKeepsNothing() throws Exception {
        Output output = only(run(commanded("nobody", 1, FREEZE, 1)));
        assertThat(output.answer()).isTrue();
        assertThat(output.topic()).isEqualTo(Topic.ACCOUNT_EVENTS);
        assertThat(event(output))
                .isEqualTo(
                        new AccountEvent.CommandNotFound(
                                1, key("nobody"), command(1), List.of(REPLY.as(Standing.FIRST))));
        assertThat(store.commands()).isEmpty();
        assertThat(store.accounts()).isEmpty();
    }

    @Test
    void tellsEveryoneThatAnAccountIsClosedOnce() throws Exception {
        run(open("alice", NO_OVERDRAFT, 0));
        List<Output> outputs = run(commanded("alice", 1, CLOSE, 1)).outputs();
        assertThat(outputs)
                .extracting(Output::topic)
                .containsExactly(Topic.ACCOUNT_EVENTS, Topic.ACCOUNTS, Topic.ACCOUNT_EVENTS);
        assertThat(facts(outputs.get(1))).isEqualTo(new AccountFacts(EUR, false, true));

        assertThat(run(commanded("alice", 2, CLOSE, 2)).outputs())
                .extracting(Output::topic)
                .containsOnly(Topic.ACCOUNT_EVENTS);
        assertThat(run(commanded("alice", 1, CLOSE, 2)).outputs())
                .extracting(Output::topic)
                .containsOnly(Topic.ACCOUNT_EVENTS);
    }

    @Test
    void decidesInTheOrderOfTheLogWithinABatch() throws Exception {
        List<Output> outputs =
                run(
                                open("alice", NO_OVERDRAFT, 0),
                                credit("alice", 5, 1),
                                commanded("alice", 1, CLOSE, 2),
                                commanded("alice", 2, FREEZE, 3),
                                debit("alice", 5, 4),
                                commanded("alice", 3, UNFREEZE, 5),
                                debit("alice", 5, 6),
                                commanded("alice", 1, FREEZE, 7),
                                commanded("alice", 4, CLOSE, 8),
                                credit("alice", 1, 9))
                        .outputs();
        List<Object> decided = new ArrayList<>();
        for (Output output : outputs) {
            if (output.topic() == Topic.ACCOUNT_EVENTS
                    && event(output) instanceof AccountEvent.CommandDecided event) {
                decided.add(event.command().status());
            } else if (output.topic() == Topic.TRANSFERS
                    && outcome(output) instanceof Result.Refused(Refusal refusal)) {
                decided.add(refusal);
            }
        }
        assertThat(decided)
                .containsExactly(
                        CommandStatus.REJECTED,
                        CommandStatus.DONE,
                        Refusal.ACCOUNT_FROZEN,
                        CommandStatus.DONE,
                        CommandStatus.DONE,
                        Refusal.ACCOUNT_CLOSED);
        assertThat(alice().version()).isEqualTo(8);
        assertThat(store.commands()).hasSize(4);
    }

    @Test
    void remembersOnlyWhatWasCommitted() {
        run(open("alice", NO_OVERDRAFT, 0), commanded("alice", 1, FREEZE, 1));
        store.begin();
        processor.apply(store, List.of(batch(REPLY, commanded("alice", 2, UNFREEZE, 2))));
        processor.rolledBack();
        assertThat(store.commands()).hasSize(1);
        run(commanded("alice", 2, new ChangeOverdraftLimit(4), 3));
        assertThat(alice().isFrozen()).isTrue();
        assertThat(alice().version()).isEqualTo(3);
    }

    @Test
    void aCommandIsReadAgainWhereTheBatchIsDecidedTwice() {
        run(open("alice", NO_OVERDRAFT, 0), credit("alice", 5, 1));
        run(commanded("alice", 1, FREEZE, 2));
        restart();
        Applied applied =
                run(
                        credit("alice", 5, 1),
                        commanded("alice", 1, FREEZE, 2),
                        commanded("alice", 2, UNFREEZE, 3));
        assertThat(applied.halt()).isNull();
        assertThat(alice().version()).isEqualTo(4);
        assertThat(store.commands()).hasSize(2);
    }

    @Test
    void onlyRequestServiceCommands() {
        assertThat(processor.writerOf(commanded("alice", 1, FREEZE, 1)))
                .isEqualTo(Writer.REQUEST_SERVICE);
    }

    private void restart() {
        processor = new InstructionProcessor(store, 1_000);
    }

    private Applied run(InstructionRecord... records) {
        return apply(REPLY, records);
    }

    private Applied apply(@Nullable ReplyTo reply, InstructionRecord... records) {
        store.begin();
        Applied applied = processor.apply(store, List.of(batch(reply, records))).getFirst();
        store.commit();
        processor.committed();
        return applied;
    }

    private PartitionBatch<InstructionRecord> batch(
            @Nullable ReplyTo reply, InstructionRecord... records) {
        List<SourceRecord<InstructionRecord>> sources = new ArrayList<>();
        for (InstructionRecord record : records) {
            sources.add(new SourceRecord<>(0, offset++, record, reply, TRACE));
        }
        return new PartitionBatch<>(0, sources);
    }

    private Account alice() {
        Account kept = store.accounts().get(key("alice"));
        assertThat(kept).isNotNull();
        return kept;
    }

    private static Output only(Applied applied) {
        assertThat(applied.outputs()).hasSize(1);
        return applied.outputs().getFirst();
    }

    private static Result outcome(Output output) throws Exception {
        TransferRecord record = TransferRecords.decode(output.key(), output.value());
        return ((TransferRecord.Answered) record).outcome().result();
    }

    private static AccountEvent event(Output output) throws Exception {
        return AccountEvents.decode(output.key(), output.value());
    }

    private static AccountFacts facts(Output output) throws Exception {
        return AccountFactsRecords.decode(output.key(), output.value()).facts();
    }

    private static AccountEvent.CommandAnswer answer(Output output, Standing standing)
            throws Exception {
        assertThat(output.answer()).isTrue();
        AccountEvent.CommandAnswer answer = (AccountEvent.CommandAnswer) event(output);
        assertThat(answer.replies()).containsExactly(REPLY.as(standing));
        return answer;
    }
}
