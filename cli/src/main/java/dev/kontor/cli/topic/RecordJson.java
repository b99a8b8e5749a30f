package dev.kontor.cli.topic;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.kontor.cli.console.Json;
import dev.kontor.events.model.Micros;
import dev.kontor.events.model.Uuids;
import dev.kontor.events.proto.Balance;
import dev.kontor.events.proto.MetadataEntry;
import dev.kontor.events.proto.OverdraftLimit;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Records as JSON in the words of the API: ids of transfers as UUIDs, times as RFC 3339, enums in
/// lower case, balances as whole minor units.
///
/// It goes by the fields' names and types, so a field that is new to it shows as well.
final class RecordJson {

    /// Fields that hold microseconds since 1970, by their names: `at`, and all that end so.
    private static final String TIME = "at";

    private static final Set<String> UUIDS = Set.of("transfer_id", "request_id", "action_id");

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static JsonNode of(Message message) {
        return switch (message) {
            case Balance balance -> balance(balance);
            case OverdraftLimit limit -> limit(limit);
            case Message any -> fields(any);
        };
    }

    private static ObjectNode fields(Message message) {
        ObjectNode json = Json.object();
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (isShown(message, field)) {
                json.set(field.getName(), field(field, message.getField(field)));
            }
        }
        return json;
    }

    /// What was never set is left out where that can be told, and where an empty value says
    /// nothing.
    private static boolean isShown(Message message, FieldDescriptor field) {
        if (field.isRepeated()) {
            return message.getRepeatedFieldCount(field) > 0;
        }
        if (field.hasPresence()) {
            return message.hasField(field);
        }
        return switch (message.getField(field)) {
            case ByteString bytes -> !bytes.isEmpty();
            case String text -> !text.isEmpty();
            default -> true;
        };
    }

    private static JsonNode field(FieldDescriptor field, Object value) {
        if (!field.isRepeated()) {
            return value(field, value);
        }
        List<?> values = (List<?>) value;
        if (!values.isEmpty() && values.getFirst() instanceof MetadataEntry) {
            ObjectNode metadata = Json.object();
            values.forEach(each -> {
                MetadataEntry entry = (MetadataEntry) each;
                metadata.put(entry.getKey(), entry.getValue());
            });
            return metadata;
        }
        ArrayNode array = Json.array();
        values.forEach(each -> array.add(value(field, each)));
        return array;
    }

    private static JsonNode value(FieldDescriptor field, Object value) {
        return switch (value) {
            case Message message -> of(message);
            case EnumValueDescriptor constant -> NODES.stringNode(enumName(constant));
            case ByteString bytes -> NODES.stringNode(bytes(field, bytes));
            case Long number when isTime(field) ->
                    NODES.stringNode(Micros.toInstant(number).toString());
            case Long number -> NODES.numberNode(number);
            case Integer number -> NODES.numberNode(number);
            case Boolean flag -> NODES.booleanNode(flag);
            default -> NODES.stringNode(value.toString());
        };
    }

    private static boolean isTime(FieldDescriptor field) {
        return field.getName().equals(TIME) || field.getName().endsWith("_" + TIME);
    }

    private static String bytes(FieldDescriptor field, ByteString bytes) {
        return UUIDS.contains(field.getName()) && bytes.size() == 16
                ? Uuids.fromBytes(bytes.asReadOnlyByteBuffer()).toString()
                : Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static String enumName(EnumValueDescriptor constant) {
        return constant.getName().replace("_STATUS", "").toLowerCase(Locale.ROOT);
    }

    private static JsonNode balance(Balance balance) {
        return switch (balance.getAmountCase()) {
            case SMALL -> NODES.numberNode(balance.getSmall());
            case LARGE -> NODES.numberNode(new BigInteger(balance.getLarge().toByteArray()));
            case AMOUNT_NOT_SET -> NODES.nullNode();
        };
    }

    /// `null` is how the API says "without limit".
    private static JsonNode limit(OverdraftLimit limit) {
        return switch (limit.getLimitCase()) {
            case AMOUNT -> NODES.numberNode(limit.getAmount());
            case WITHOUT_LIMIT -> NODES.nullNode();
            case LIMIT_NOT_SET -> fields(limit);
        };
    }

    private RecordJson() {}
}
