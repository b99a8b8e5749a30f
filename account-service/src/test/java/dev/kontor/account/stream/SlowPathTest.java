package dev.kontor.account.stream;

import static dev.kontor.account.domain.Samples.NO_OVERDRAFT;
import static dev.kontor.account.domain.Samples.credit;
import static dev.kontor.account.domain.Samples.key;
import static dev.kontor.account.domain.Samples.open;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.account.domain.Account;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.processing.PartitionBatch;
import dev.kontor.processing.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// A batch with a repeat means that something happened that this instance may not know of.
class SlowPathTest {
    private final MemoryAccountStore store = new MemoryAccountStore();
    private final InstructionProcessor processor = new InstructionProcessor(store, 1_000);
    private long offset;

    @Test
    void readsTheAccountsOfABatchWithARepeatAgainAndTrustsNoMemory() {
        run(processor, open("alice", NO_OVERDRAFT, 0), credit("alice", 10, 1));
        run(new InstructionProcessor(store, 1_000), credit("alice", 5, 2));

        run(processor, credit("alice", 5, 2), credit("alice", 100, 3));

        Account alice = Objects.requireNonNull(store.accounts().get(key("alice")));
        assertThat(alice.posted()).isEqualTo(115);
        assertThat(alice.version()).isEqualTo(4);
    }

    private void run(InstructionProcessor processor, InstructionRecord... records) {
        List<SourceRecord<InstructionRecord>> sources = new ArrayList<>();
        for (InstructionRecord record : records) {
            sources.add(new SourceRecord<>(0, offset++, record, null, null));
        }
        store.begin();
        assertThat(processor.apply(store, List.of(new PartitionBatch<>(0, sources))))
                .allSatisfy(applied -> assertThat(applied.halt()).isNull());
        store.commit();
        processor.committed();
    }
}
