package dev.kontor.ledger.domain;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.Capture;
import dev.kontor.events.model.Instruction;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.ledger.Sample;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EffectsTest {
    @Test
    void sendsTheSameInstructionAgainAsTheFirstTime() {
        Decision.Decided decided =
                (Decision.Decided)
                        Transfers.decide(
                                null,
                                Sample.requested(
                                        Sample.key(1),
                                        Sample.request(Sample.WITHOUT_LIMIT, Sample.OPEN)),
                                null);
        List<Instruction> first =
                Effects.of(null, decided).stream()
                        .filter(Effect.Instruct.class::isInstance)
                        .map(effect -> ((Effect.Instruct) effect).instruction())
                        .toList();
        Transfer transfer = Transfers.apply(null, requireNonNull(decided.step()));
        assertThat(Instructions.outstanding(transfer)).hasSize(2).isEqualTo(first);
    }

    @Test
    void stampsInstructionsWithTheTimesOfTheRequest() {
        Instant happened = Sample.NOON.minusSeconds(100);
        TransferRequest like = Sample.request(Sample.OPEN, Sample.OPEN);
        TransferRequest request =
                new TransferRequest(
                        like.legs(),
                        Capture.AUTOMATIC,
                        null,
                        happened,
                        Sample.NOON.minusSeconds(10),
                        Sample.NOON,
                        null,
                        new TreeMap<>());
        Life life = new Life();
        life.requested(request);

        Instruction told = Instructions.outstanding(life.transfer()).getFirst();
        assertThat(told.rules()).isEqualTo(Sample.RULES);
        assertThat(told.receivedAt()).isEqualTo(Sample.NOON);
        assertThat(told.effectiveAt()).isEqualTo(happened.plusSeconds(10));
        assertThat(told.id().requestId()).isNull();
    }
}
