package dev.kontor.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.CommandStatus;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.Money;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Rejection;
import dev.kontor.events.model.Reply.Standing;
import dev.kontor.events.model.ReplyTo;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferCommand.Capture;
import dev.kontor.events.model.TransferCommand.Reversal;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.events.model.TransferStatus;
import dev.kontor.ledger.Sample;
import dev.kontor.ledger.domain.Change;
import dev.kontor.ledger.domain.Step;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StepCodecTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:01.000042Z");

    @Test
    void readsTheBytesOfEveryKindThatWasEverWritten() throws IOException {
        Properties examples = new Properties();
        try (InputStream in = StepCodecTest.class.getResourceAsStream("steps.properties")) {
            examples.load(in);
        }
        Map<String, Change> changes = changes();
        assertThat(examples.stringPropertyNames()).isEqualTo(changes.keySet());
        changes.forEach((name, change) ->
                assertThat(read(examples.getProperty(name)).changes())
                        .as(name)
                        .containsExactly(change));
    }

    @Test
    void writesWhatItReads() {
        Step step = new Step(Sample.key(1), 3, List.copyOf(changes().values()));
        assertThat(StepCodec.decode(Sample.key(1), 3, StepCodec.encode(step))).isEqualTo(step);
    }

    @Test
    void hasAnExampleOfEveryKind() {
        Set<String> kinds =
                changes().values().stream()
                        .map(change -> change.getClass().getSimpleName())
                        .collect(Collectors.toSet());
        assertThat(kinds)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Change.class.getPermittedSubclasses())
                                .map(Class::getSimpleName)
                                .toList());
    }

    @Test
    void knowsEveryActionAndEveryRefusal() {
        for (Action action : Action.values()) {
            Step step = new Step(Sample.key(1), 1, List.of(new Change.Asked(0, action, 7)));
            assertThat(StepCodec.decode(Sample.key(1), 1, StepCodec.encode(step))).isEqualTo(step);
        }
        for (Refusal refusal : Refusal.values()) {
            Step step =
                    new Step(
                            Sample.key(1),
                            1,
                            List.of(new Change.Rejected(new Rejection(refusal, null), AT)));
            assertThat(StepCodec.decode(Sample.key(1), 1, StepCodec.encode(step))).isEqualTo(step);
        }
    }

    @Test
    void knowsEveryStatus() {
        for (TransferStatus status : TransferStatus.values()) {
            Step step = new Step(Sample.key(1), 1, List.of(new Change.Expired(status, AT)));
            assertThat(StepCodec.decode(Sample.key(1), 1, StepCodec.encode(step))).isEqualTo(step);
        }
    }

    @Test
    void crashesOnWhatItCannotRead() {
        for (String damaged : List.of("ff", "0a00", "0a021a00", "0a0b0a09", "")) {
            assertThatThrownBy(() -> read(damaged))
                    .as(damaged)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot be read");
        }
    }

    private static Step read(String hex) {
        return StepCodec.decode(Sample.key(1), 1, HexFormat.of().parseHex(hex));
    }

    private static Map<String, Change> changes() {
        TransferRequest request = Sample.request(Sample.WITHOUT_LIMIT, null);
        ContentDigest digest = ContentDigest.of(request);
        Rejection rejection = new Rejection(Refusal.ACCOUNT_CLOSED, new AccountId("bob"));
        TransferRequest manual =
                Sample.manual(AT.plusSeconds(9), Sample.debit("a", 5), Sample.credit("b", 5));
        UUID id = Sample.command(7);
        BigInteger huge = BigInteger.TWO.pow(80).negate();
        List<Change> all =
                List.of(
                        new Change.Received(1, request, digest),
                        new Change.ReplyKept(new ReplyTo("request-1", 77).as(Standing.FIRST)),
                        new Change.ReplyKept(new ReplyTo("request-2", 78).as(Standing.REPEAT)),
                        new Change.Asked(1, Action.PROBE, Change.Asked.WHOLE_LEG),
                        new Change.Asked(0, Action.SUSPENSE, Change.Asked.WHOLE_LEG),
                        new Change.Answered(1, Action.PROBE, AT, Sample.found()),
                        new Change.Answered(0, Action.POST_DEBIT, AT, Sample.posted(78, -1250)),
                        new Change.Answered(1, Action.POST_CREDIT, AT, new Result.Posted(9, huge)),
                        new Change.Answered(
                                0, Action.RETURN, AT, Sample.refused(Refusal.ACCOUNT_FROZEN)),
                        new Change.Posted(null, AT),
                        new Change.Rejected(rejection, AT),
                        new Change.Rejected(new Rejection(Refusal.EXPIRED, null), AT),
                        new Change.Returned(rejection, AT),
                        new Change.Conflicted(digest, AT),
                        new Change.Conflicted(null, AT),
                        new Change.Received(2, manual, digest),
                        new Change.Asked(3, Action.CAPTURE, Money.MAX_MINOR),
                        new Change.Answered(0, Action.HOLD, AT, new Result.Held(4, huge)),
                        new Change.Answered(0, Action.RELEASE, AT, new Result.Released(5, huge)),
                        new Change.Authorized(AT),
                        new Change.Posted(rejection, AT),
                        new Change.CommandReceived(2, id, new Capture(7L, false), digest, AT),
                        new Change.CommandReceived(2, id, new TransferCommand.Void(), digest, AT),
                        new Change.CommandReceived(2, id, new Reversal(null, "x"), digest, AT),
                        new Change.CommandReplyKept(
                                id, new ReplyTo("request-1", 79).as(Standing.FIRST)),
                        new Change.CommandBegan(id, 1250L),
                        new Change.CommandBegan(id, null),
                        new Change.CommandDecided(
                                id, CommandStatus.DONE, null, TransferStatus.POSTED, AT),
                        new Change.CommandDecided(
                                id,
                                CommandStatus.REJECTED,
                                rejection,
                                TransferStatus.AUTHORIZED,
                                AT),
                        new Change.CommandConflicted(id, digest, AT),
                        new Change.CommandConflicted(id, null, AT),
                        new Change.ExpiryReceived(AT),
                        new Change.ExpiryBegan(),
                        new Change.ExpiryIgnored(),
                        new Change.Expired(TransferStatus.EXPIRED, AT));
        Map<String, Change> named = new LinkedHashMap<>();
        for (Change change : all) {
            String kind = change.getClass().getSimpleName().toLowerCase(Locale.ROOT);
            int number = 1;
            while (named.containsKey(kind + "-" + number)) {
                number++;
            }
            named.put(kind + "-" + number, change);
        }
        return named;
    }
}
