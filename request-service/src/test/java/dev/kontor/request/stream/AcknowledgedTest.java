package dev.kontor.request.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class AcknowledgedTest {
    private static final TopicPartition ONE = new TopicPartition("transfers", 1);
    private static final TopicPartition OTHER = new TopicPartition("transfers", 2);

    private final Acknowledged acknowledged = new Acknowledged();

    @Test
    void missesNothingInALogThatGrows() {
        acknowledge(ONE, 0);
        acknowledge(ONE, 1);
        acknowledge(OTHER, 0);

        acknowledged.ends(ONE, 2, acknowledged.upToNow(ONE));
        assertThat(acknowledged.lost()).isEmpty();
        assertThat(acknowledged.upToNow()).containsEntry(ONE, 1L).containsEntry(OTHER, 0L);
    }

    @Test
    void missesNothingWhenAcknowledgementsCrossEachOther() {
        acknowledge(ONE, 4);
        long before = acknowledged.upToNow(ONE);
        acknowledged.acknowledged(ONE, 6, before);
        acknowledged.acknowledged(ONE, 5, before);

        assertThat(acknowledged.lost()).isEmpty();
        assertThat(acknowledged.upToNow(ONE)).isEqualTo(6);
    }

    @Test
    void missesWhatAnAppendTakesThePlaceOf() {
        acknowledge(ONE, 4);
        acknowledge(ONE, 4);

        assertThat(acknowledged.lost())
                .containsExactly(
                        "transfers-1: an append was acknowledged at offset 4,"
                                + " after one at offset 4");
    }

    @Test
    void missesWhatLiesBehindTheEnd() {
        acknowledge(ONE, 4);
        acknowledged.ends(ONE, 4, acknowledged.upToNow(ONE));

        assertThat(acknowledged.lost())
                .containsExactly(
                        "transfers-1: it ends before offset 4, and offset 4 was acknowledged");
    }

    @Test
    void goesOnMissingWhatWasLostWhenTheLogGrowsAgain() {
        acknowledge(ONE, 4);
        acknowledged.ends(ONE, 2, acknowledged.upToNow(ONE));
        acknowledge(ONE, 5);
        acknowledged.ends(ONE, 6, acknowledged.upToNow(ONE));

        assertThat(acknowledged.lost())
                .containsExactly(
                        "transfers-1: it ends before offset 2, and offset 4 was acknowledged");
    }

    private void acknowledge(TopicPartition partition, long offset) {
        acknowledged.acknowledged(partition, offset, acknowledged.upToNow(partition));
    }
}
