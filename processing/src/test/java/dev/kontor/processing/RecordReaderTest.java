package dev.kontor.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.codec.DeadLetters;
import dev.kontor.events.model.DeadLetter;
import dev.kontor.events.topic.Headers;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.Writer;
import dev.kontor.processing.RecordReader.Reading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is kept of a record that cannot be read, so that the letter is never too large to send.
class RecordReaderTest {
    private static final int MEBIBYTE = 1_048_576;
    private static final byte[] KEY = {7};

    private final RecordReader<ToyProcessor.Toy> reader =
            new RecordReader<>(new Unread(), ToyCluster.PARTITIONS);

    @ParameterizedTest
    @CsvSource({"0, 9", "491, 500", "492, 500", "10000, 500"})
    void keepsFiveHundredCharactersOfTheReason(int more, int kept) throws Exception {
        assertThat(letter(KEY, ToyProcessor.UNREADABLE + "!".repeat(more)).reason())
                .startsWith("gibberish")
                .hasSize(kept);
    }

    @ParameterizedTest
    @CsvSource({"1048576, 1048576", "1048577, 65536", "5000000, 65536"})
    void keepsTheBeginningOfAValueAboveOneMebibyte(int length, int kept) throws Exception {
        String value =
                ToyProcessor.UNREADABLE + "!".repeat(length - ToyProcessor.UNREADABLE.length());

        assertThat(letter(KEY, value).value())
                .hasSize(kept)
                .startsWith(value.substring(0, 100).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void keepsTheBeginningOfALargeKey() throws Exception {
        assertThat(letter(new byte[65_536], ToyProcessor.UNREADABLE).key()).hasSize(65_536);
        assertThat(letter(new byte[MEBIBYTE], ToyProcessor.UNREADABLE).key()).hasSize(65_536);
    }

    @Test
    void keepsHeadersUpToAnEnd() throws Exception {
        ConsumerRecord<byte[], byte[]> record = record(KEY, ToyProcessor.UNREADABLE);
        record.headers().add("small", new byte[3]);
        record.headers().add("large", new byte[65_536]);

        assertThat(letter(record).headers())
                .extracting(DeadLetter.Header::name)
                .containsExactly(Headers.WRITER, "small");
        assertThat(letter(record).cut()).isTrue();
    }

    @Test
    void saysWhetherALetterIsWhole() throws Exception {
        assertThat(letter(KEY, ToyProcessor.UNREADABLE).cut()).isFalse();
        assertThat(letter(new byte[65_537], ToyProcessor.UNREADABLE).cut()).isTrue();
        assertThat(letter(KEY, ToyProcessor.UNREADABLE + "!".repeat(MEBIBYTE)).cut()).isTrue();
    }

    private DeadLetter letter(byte[] key, String value) throws Exception {
        return letter(record(key, value));
    }

    private DeadLetter letter(ConsumerRecord<byte[], byte[]> record) throws Exception {
        Reading<ToyProcessor.Toy> reading = reader.read(record);
        assertThat(reading).isInstanceOf(Reading.Dead.class);
        Output letter = ((Reading.Dead<ToyProcessor.Toy>) reading).letter();
        assertThat(letter.key().length + letter.value().length).isLessThan(2 * MEBIBYTE);
        return (DeadLetter) DeadLetters.decode(letter.value());
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] key, String value) {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(
                        Topic.TRANSFERS.topicName(),
                        0,
                        0,
                        key,
                        value.getBytes(StandardCharsets.UTF_8));
        byte[] writer = Writer.REQUEST_SERVICE.text().getBytes(StandardCharsets.UTF_8);
        record.headers().add(Headers.WRITER, writer);
        return record;
    }

    private static final class Unread extends ToyProcessor {
        Unread() {
            super(Topic.INSTRUCTIONS);
        }

        @Override
        void count(Transaction transaction, int partition, List<Toy> applied) {}

        @Override
        public void committed() {}

        @Override
        public void rolledBack() {}

        @Override
        public void forget(int partition) {}
    }
}
