package dev.kontor.events.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import dev.kontor.events.topic.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What stands in the log is read for ever: these bytes were written once and are never changed.
class RecordsTest {
    static final List<Example> EXAMPLES = Example.all();

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void readsTheBytesOfEveryReleasedVersion(Example example) throws Exception {
        assertThat(example.decoder().decode(example.key(), released(example)))
                .usingRecursiveComparison()
                .isEqualTo(example.value());
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void readsWhatItWrites(Example example) throws Exception {
        assertThat(example.decoder().decode(example.key(), example.encoded()))
                .usingRecursiveComparison()
                .isEqualTo(example.value());
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void refusesAKeyThatNamesAnother(Example example) {
        if (!example.file().startsWith("dead-letters")) {
            assertThatThrownBy(() -> example.decoder().decode(new byte[] {1}, example.encoded()))
                    .isInstanceOf(UnreadableRecordException.class);
        }
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void failsInNoOtherWayHoweverTheBytesAreDamaged(Example example) {
        byte[] good = example.encoded();
        for (int i = 0; i < good.length; i++) {
            for (int bit : new int[] {1, 4, 0x80}) {
                byte[] damaged = good.clone();
                damaged[i] ^= (byte) bit;
                try {
                    example.decoder().decode(example.key(), damaged);
                } catch (UnreadableRecordException | FutureRecordException e) {
                    assertThat(e).hasMessageNotContaining("null");
                }
            }
        }
    }

    @Test
    void haveAnExampleOfEveryKindInEveryTopic() throws Exception {
        Set<String> found = new HashSet<>();
        Set<String> wanted = new HashSet<>();
        Set<String> topics = new HashSet<>();
        for (Example example : EXAMPLES) {
            topics.add(example.file().substring(0, example.file().indexOf('/')));
            Message message = example.wire().parseFrom(released(example));
            addKinds(message.getDescriptorForType(), wanted, new HashSet<>());
            addKinds(message, found);
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(wanted);
        for (Topic topic : Topic.values()) {
            assertThat(topics).contains(topic.topicName());
        }
    }

    private static void addKinds(Descriptor type, Set<String> kinds, Set<Descriptor> seen) {
        if (!seen.add(type)) {
            return;
        }
        for (OneofDescriptor oneof : type.getRealOneofs()) {
            oneof.getFields().forEach(field -> kinds.add(field.getFullName()));
        }
        for (FieldDescriptor field : type.getFields()) {
            if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                addKinds(field.getMessageType(), kinds, seen);
            }
        }
    }

    private static void addKinds(Message message, Set<String> kinds) {
        message.getAllFields()
                .forEach((field, value) -> {
                    if (field.getRealContainingOneof() != null) {
                        kinds.add(field.getFullName());
                    }
                    if (field.isRepeated()) {
                        ((List<?>) value).forEach(each -> addKindsOfValue(each, kinds));
                    } else {
                        addKindsOfValue(value, kinds);
                    }
                });
    }

    private static void addKindsOfValue(Object value, Set<String> kinds) {
        if (value instanceof Message message) {
            addKinds(message, kinds);
        }
    }

    private static byte[] released(Example example) throws IOException {
        String file = "/records/v1/" + example.file() + ".hex";
        try (InputStream in =
                Objects.requireNonNull(RecordsTest.class.getResourceAsStream(file), file)) {
            String hex = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
        }
    }
}
