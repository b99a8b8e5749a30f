package dev.kontor.events.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ProtocolMessageEnum;
import com.google.protobuf.UnknownFieldSet;
import dev.kontor.events.model.AccountStatus;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Capture;
import dev.kontor.events.model.CommandStatus;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Reply;
import dev.kontor.events.model.RequestKind;
import dev.kontor.events.model.TransferStatus;
import dev.kontor.events.model.Uuids;
import dev.kontor.events.proto.TransferRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WireTest {
    private static final UUID ID = UUID.fromString("0198c0de-0000-7000-8000-000000000001");

    /// Names that cannot be the same, since all values of the schema share one name space.
    private static final Map<String, String> RENAMED =
            Map.of(
                    "TransferStatus.EXPIRED", "EXPIRED_STATUS",
                    "Action.CAPTURE", "CAPTURE_HOLD",
                    "CommandStatus.RECEIVED", "COMMAND_RECEIVED",
                    "CommandStatus.DONE", "COMMAND_DONE",
                    "CommandStatus.REJECTED", "COMMAND_REJECTED");

    @Test
    void numbersOurEnumsAsTheSchemaDoes() {
        assertSame(AccountStatus.values(), dev.kontor.events.proto.AccountStatus.values());
        assertSame(Action.values(), dev.kontor.events.proto.Action.values());
        assertSame(Capture.values(), dev.kontor.events.proto.Capture.values());
        assertSame(CommandStatus.values(), dev.kontor.events.proto.CommandStatus.values());
        assertSame(Direction.values(), dev.kontor.events.proto.Direction.values());
        assertSame(Refusal.values(), dev.kontor.events.proto.Refusal.values());
        assertSame(Reply.Standing.values(), dev.kontor.events.proto.Standing.values());
        assertSame(RequestKind.values(), dev.kontor.events.proto.RequestKind.values());
        assertSame(TransferStatus.values(), dev.kontor.events.proto.TransferStatus.values());
    }

    private static <P extends Enum<P> & ProtocolMessageEnum> void assertSame(
            Enum<?>[] ours, P[] schema) {
        Map<Integer, String> names = new TreeMap<>();
        for (P value : schema) {
            boolean isValue = !value.name().equals("UNRECOGNIZED");
            if (isValue && value.getNumber() != 0) {
                names.put(value.getNumber(), value.name());
            }
        }
        Map<Integer, String> named = new TreeMap<>();
        for (Enum<?> value : ours) {
            String name = value.getDeclaringClass().getSimpleName() + "." + value.name();
            named.put(Wire.number(value), RENAMED.getOrDefault(name, value.name()));
        }
        assertThat(named).as(Arrays.toString(ours)).isEqualTo(names);
    }

    @Test
    void tellsWhatANewerBuildWroteFromWhatNobodyCanRead() {
        TransferRecord.Builder record =
                TransferRecord.newBuilder()
                        .setRules(1)
                        .setTenant("default")
                        .setTransferId(Wire.bytes(ID));
        TransferRecord newerRules = record.clone().setRules(3).build();
        TransferRecord newerKind =
                record.clone()
                        .setUnknownFields(
                                UnknownFieldSet.newBuilder()
                                        .addField(
                                                99,
                                                UnknownFieldSet.Field.newBuilder()
                                                        .addVarint(1)
                                                        .build())
                                        .build())
                        .build();

        assertThatThrownBy(() -> decode(newerRules))
                .isInstanceOf(FutureRecordException.class)
                .hasMessage("rules 3 of which this build knows nothing");
        assertThatThrownBy(() -> decode(newerKind))
                .isInstanceOf(FutureRecordException.class)
                .hasMessage("kind [99] of a newer build");
        assertThatThrownBy(() -> decode(record.build()))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessage("no kind");
        assertThatThrownBy(() -> decode(record.clone().setRules(0).build()))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessage("no number of rules");
    }

    private static void decode(TransferRecord record)
            throws UnreadableRecordException, FutureRecordException {
        byte[] key = ("default/" + ID).getBytes(StandardCharsets.UTF_8);
        TransferRecords.decode(key, record.toByteArray());
        assertThat(Uuids.toBytes(ID)).isEqualTo(record.getTransferId().toByteArray());
    }
}
