package dev.kontor.account.stream;

import static dev.kontor.account.domain.Samples.EUR;
import static dev.kontor.account.domain.Samples.NO_OVERDRAFT;
import static dev.kontor.account.domain.Samples.WITHOUT_LIMIT;
import static dev.kontor.account.domain.Samples.credit;
import static dev.kontor.account.domain.Samples.debit;
import static dev.kontor.account.domain.Samples.key;
import static dev.kontor.account.domain.Samples.open;
import static dev.kontor.account.domain.Samples.told;
import static dev.kontor.account.domain.Samples.unconditionalDebit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kontor.account.domain.Account;
import dev.kontor.events.codec.AccountEvents;
import dev.kontor.events.codec.AccountFactsRecords;
import dev.kontor.events.codec.InstructionRecords;
import dev.kontor.events.codec.TransferRecords;
import dev.kontor.events.codec.UnreadableRecordException;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountFacts;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Reply.Standing;
import dev.kontor.events.model.ReplyTo;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.Writer;
import dev.kontor.processing.Applied;
import dev.kontor.processing.Output;
import dev.kontor.processing.PartitionBatch;
import dev.kontor.processing.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstructionProcessorTest {
    private static final ReplyTo REPLY = new ReplyTo("request-1", 7);
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final MemoryAccountStore store = new MemoryAccountStore();
    private InstructionProcessor processor = new InstructionProcessor(store, 1_000);
    private long offset;

    @Test
    void publishesTheEntryAndTheOutcomeWithTheTraceOfTheirRecord() throws Exception {
        run(open("alice", NO_OVERDRAFT, 0));
        List<Output> outputs = run(credit("alice", 10, 1)).outputs();

        assertThat(outputs)
                .extracting(Output::topic)
                .containsExactly(Topic.ACCOUNT_EVENTS, Topic.TRANSFERS);
        assertThat(outputs).extracting(Output::traceparent).containsOnly(TRACE);
        assertThat(outputs).extracting(Output::answer).containsOnly(false);
        assertThat(event(outputs.getFirst())).isInstanceOf(AccountEvent.EntryPosted.class);
        assertThat(outcome(outputs.getLast())).isInstanceOf(Result.Posted.class);
    }

    @Test
    void tellsWhoeverWaitsForAnOpening() throws Exception {
        List<Output> first = run(open("alice", NO_OVERDRAFT, 0)).outputs();
        assertThat(first)
                .extracting(Output::topic)
                .containsExactly(Topic.ACCOUNT_EVENTS, Topic.ACCOUNTS, Topic.ACCOUNT_EVENTS);
        assertThat(first).extracting(Output::answer).containsExactly(false, false, true);
        assertThat(event(first.getFirst())).isInstanceOf(AccountEvent.Opened.class);
        assertThat(AccountFactsRecords.decode(first.get(1).key(), first.get(1).value()).facts())
                .isEqualTo(new AccountFacts(EUR, false, false));
        assertThat(standing(first.getLast())).isEqualTo(Standing.FIRST);

        assertThat(standing(only(run(open("alice", NO_OVERDRAFT, 1))))).isEqualTo(Standing.REPEAT);

        List<Output> lost = run(open("alice", WITHOUT_LIMIT, 2)).outputs();
        assertThat(event(lost.getFirst())).isInstanceOf(AccountEvent.OpeningConflicted.class);
        assertThat(standing(lost.getLast())).isEqualTo(Standing.CONFLICT);
        assertThat(standing(only(run(open("alice", WITHOUT_LIMIT, 3)))))
                .isEqualTo(Standing.CONFLICT);
    }

    @Test
    void tellsNobodyWhereNobodyWaits() {
        SourceRecord<InstructionRecord> silent =
                new SourceRecord<>(0, offset++, open("alice", NO_OVERDRAFT, 0), null, null);
        assertThat(apply(List.of(new PartitionBatch<>(0, List.of(silent)))).getFirst().outputs())
                .extracting(Output::answer)
                .containsExactly(false, false);
    }

    @Test
    void sendsTheKeptOutcomeToARepeatInTheSameBatch() {
        run(open("alice", NO_OVERDRAFT, 0));
        List<Output> outputs =
                run(credit("alice", 10, 1), debit("alice", 4, 2), credit("alice", 10, 1)).outputs();
        assertThat(outputs).hasSize(5);
        assertThat(outputs.getLast().value()).isEqualTo(outputs.get(1).value());
        assertThat(posted("alice")).isEqualTo(6);
    }

    @Test
    void sendsTheKeptOutcomeToARepeatFromAnEarlierBatch() {
        run(open("alice", NO_OVERDRAFT, 0));
        byte[] first = run(credit("alice", 10, 1)).outputs().getLast().value();
        byte[] refused = run(debit("alice", 11, 2)).outputs().getLast().value();

        restart();
        List<Output> outputs =
                run(credit("alice", 5, 3), debit("alice", 11, 2), credit("alice", 10, 1)).outputs();
        assertThat(outputs.get(2).value()).isEqualTo(refused);
        assertThat(outputs.get(3).value()).isEqualTo(first);
        assertThat(posted("alice")).isEqualTo(15);
        assertThat(store.reads().getLast()).isEqualTo(1);
    }

    @Test
    void looksUpNoAnswersWhileAllIsNew() {
        run(open("alice", NO_OVERDRAFT, 0), credit("alice", 10, 1));
        run(debit("alice", 10, 2));
        assertThat(store.reads().getLast()).isZero();
    }

    @Test
    void haltsAtARepeatWithOtherContent() {
        run(open("alice", NO_OVERDRAFT, 0), credit("alice", 10, 1));
        long second = offset + 1;
        Applied applied = run(credit("alice", 5, 2), credit("alice", 11, 1), credit("alice", 5, 3));
        assertThat(applied.halt()).isNotNull();
        assertThat(applied.halt().offset()).isEqualTo(second);
        assertThat(applied.outputs()).hasSize(2);
        assertThat(posted("alice")).isEqualTo(15);
    }

    @Test
    void haltsAtABrokenInvariantAndAppliesWhatCameBefore() {
        run(open("alice", NO_OVERDRAFT, 0));
        Applied applied =
                run(
                        credit("alice", 10, 1),
                        unconditionalDebit("alice", 1, 2),
                        credit("alice", 1, 3));
        assertThat(applied.halt()).isNotNull();
        assertThat(applied.halt().reason())
                .contains("unconditional debit at an account with a limit");
        assertThat(posted("alice")).isEqualTo(10);
        assertThat(store.answers()).hasSize(1);
    }

    @Test
    void aHaltOfOnePartitionLeavesTheOthersAlone() {
        List<Applied> applied =
                apply(
                        List.of(
                                batch(1, told(Action.RETURN, "nobody", 1, 1)),
                                batch(4, open("bob", NO_OVERDRAFT, 0), credit("bob", 5, 2))));
        assertThat(applied.getFirst().halt()).isNotNull();
        assertThat(applied.getFirst().outputs()).isEmpty();
        assertThat(applied.getLast().halt()).isNull();
        assertThat(posted("bob")).isEqualTo(5);
    }

    @Test
    void partitionsOfOneBatchKeepTheirAccountsApart() {
        run(1, open("alice", NO_OVERDRAFT, 0));
        run(4, open("bob", NO_OVERDRAFT, 0));
        for (int i = 1; i <= 3; i++) {
            apply(List.of(batch(1, credit("alice", 10, i)), batch(4, credit("bob", 20, 10 + i))));
        }
        processor.forget(1);
        apply(List.of(batch(1, credit("alice", 10, 4)), batch(4, credit("bob", 20, 14))));
        assertThat(posted("alice")).isEqualTo(40);
        assertThat(posted("bob")).isEqualTo(80);
        assertThat(store.reads().getFirst()).isEqualTo(3);
    }

    @Test
    void aRepeatBeforeAHaltIsStillARepeat() {
        run(open("alice", NO_OVERDRAFT, 0), credit("alice", 10, 1));
        restart();
        Applied applied = run(credit("alice", 10, 1), told(Action.RETURN, "nobody", 1, 2));
        assertThat(applied.outputs()).hasSize(1);
        assertThat(applied.halt()).isNotNull();
        assertThat(applied.halt().reason()).contains("return to no account");
        assertThat(posted("alice")).isEqualTo(10);
    }

    @Test
    void probesAreAnsweredAndNotKept() throws Exception {
        run(open("alice", NO_OVERDRAFT, 0));
        Output answer = only(run(told(Action.PROBE, "alice", 1, 1)));
        assertThat(outcome(answer)).isInstanceOf(Result.Found.class);
        Output refused = only(run(told(Action.PROBE, "nobody", 1, 2)));
        assertThat(outcome(refused)).isEqualTo(new Result.Refused(Refusal.ACCOUNT_NOT_FOUND));
        assertThat(store.answers()).isEmpty();
    }

    @Test
    void suspenseTellsThatItIsThere() {
        assertThat(run(told(Action.SUSPENSE, "suspense:EUR", 5, 1)).outputs())
                .extracting(Output::topic)
                .containsExactly(
                        Topic.ACCOUNT_EVENTS,
                        Topic.ACCOUNTS,
                        Topic.ACCOUNT_EVENTS,
                        Topic.TRANSFERS);
        assertThat(run(told(Action.SUSPENSE, "suspense:EUR", 5, 2)).outputs()).hasSize(2);
    }

    @Test
    void remembersOnlyWhatWasCommitted() {
        run(open("alice", NO_OVERDRAFT, 0), credit("alice", 10, 1));
        store.begin();
        processor.apply(store, List.of(batch(0, credit("alice", 90, 2))));
        processor.rolledBack();

        assertThat(run(debit("alice", 11, 3)).outputs()).hasSize(1);
        assertThat(posted("alice")).isEqualTo(10);
    }

    @Test
    void readsAccountsOnceAndAgainWhenItForgot() {
        run(0, open("alice", NO_OVERDRAFT, 0));
        run(3, open("bob", NO_OVERDRAFT, 0));
        run(0, credit("alice", 1, 1));
        run(3, credit("bob", 1, 1));
        assertThat(store.reads().getFirst()).isEqualTo(2);

        processor.forget(3);
        run(0, credit("alice", 1, 2));
        assertThat(store.reads().getFirst()).isEqualTo(2);
        run(3, credit("bob", 1, 2));
        assertThat(store.reads().getFirst()).isEqualTo(3);
    }

    @Test
    void staysRightWhenMemoryHoldsNothing() {
        processor = new InstructionProcessor(store, 0);
        run(open("alice", NO_OVERDRAFT, 0), credit("alice", 10, 1));
        run(debit("alice", 4, 2));
        run(debit("alice", 4, 3));
        assertThat(posted("alice")).isEqualTo(2);
    }

    @Test
    void knowsWhoMayWriteWhat() {
        assertThat(processor.writerOf(credit("alice", 1, 1))).isEqualTo(Writer.LEDGER_PROCESSOR);
        assertThat(processor.writerOf(open("alice", NO_OVERDRAFT, 0)))
                .isEqualTo(Writer.REQUEST_SERVICE);
    }

    @Test
    void readsRecordsOfItsTopicButNoClientsOpeningOfSuspense() throws Exception {
        InstructionRecord fine = open("alice", NO_OVERDRAFT, 0);
        assertThat(processor.decode(bytes("default/alice"), InstructionRecords.encode(fine)))
                .isEqualTo(fine);
        byte[] reserved = InstructionRecords.encode(open("suspense:EUR", NO_OVERDRAFT, 0));
        assertThatExceptionOfType(UnreadableRecordException.class)
                .isThrownBy(() -> processor.decode(bytes("default/suspense:EUR"), reserved));
    }

    private void restart() {
        processor = new InstructionProcessor(store, 1_000);
    }

    private Applied run(InstructionRecord... records) {
        return run(0, records);
    }

    private Applied run(int partition, InstructionRecord... records) {
        return apply(List.of(batch(partition, records))).getFirst();
    }

    private List<Applied> apply(List<PartitionBatch<InstructionRecord>> batches) {
        store.begin();
        List<Applied> applied = processor.apply(store, batches);
        store.commit();
        processor.committed();
        return applied;
    }

    private PartitionBatch<InstructionRecord> batch(int partition, InstructionRecord... records) {
        List<SourceRecord<InstructionRecord>> sources = new ArrayList<>();
        for (InstructionRecord record : records) {
            sources.add(new SourceRecord<>(partition, offset++, record, REPLY, TRACE));
        }
        return new PartitionBatch<>(partition, sources);
    }

    private long posted(String account) {
        Account kept = store.accounts().get(key(account));
        assertThat(kept).isNotNull();
        return kept.posted().longValueExact();
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

    private static Standing standing(Output output) throws Exception {
        assertThat(output.answer()).isTrue();
        AccountEvent.Answer answer = (AccountEvent.Answer) event(output);
        assertThat(answer.replies()).hasSize(1);
        assertThat(answer.replies().getFirst().to()).isEqualTo(REPLY);
        return answer.replies().getFirst().standing();
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
