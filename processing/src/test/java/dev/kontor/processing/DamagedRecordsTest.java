package dev.kontor.processing;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class DamagedRecordsTest {
    private final DamagedRecords damaged = new DamagedRecords("transfers");

    /// As Kafka's client has it, wrapped by the container.
    private static RuntimeException damage(String partition) {
        return new IllegalStateException(
                "This error handler cannot process",
                new KafkaException(
                        "Received exception when fetching the next record from "
                                + partition
                                + ". If needed, please seek past the record to continue.",
                        new CorruptRecordException("Record is corrupt (stored crc = 1)")));
    }

    @Test
    void namesThePartitionOnceARecordStaysDamaged() {
        assertThat(damaged.lastsIn(damage("transfers-7"))).isEmpty();
        assertThat(damaged.lastsIn(damage("transfers-7"))).isEmpty();
        assertThat(damaged.lastsIn(damage("transfers-7"))).hasValue(7);
    }

    @Test
    void readsWhatTheBrokerSaysAsWell() {
        RuntimeException told =
                new KafkaException(
                        "Encountered corrupt message when fetching offset 12 for topic-partition"
                                + " transfers-11");

        damaged.lastsIn(told);
        damaged.lastsIn(told);

        assertThat(damaged.lastsIn(told)).hasValue(11);
    }

    @Test
    void startsToCountAnewWithAnotherPartitionOrAnotherFault() {
        damaged.lastsIn(damage("transfers-7"));
        damaged.lastsIn(damage("transfers-7"));

        assertThat(damaged.lastsIn(damage("transfers-1"))).isEmpty();
        assertThat(damaged.lastsIn(new TimeoutException("transfers-1 is slow"))).isEmpty();
        assertThat(damaged.lastsIn(damage("transfers-1"))).isEmpty();
    }

    @Test
    void blamesNoPartitionForOtherFaults() {
        for (int i = 0; i < 5; i++) {
            assertThat(damaged.lastsIn(new TimeoutException("transfers-1 is slow"))).isEmpty();
            assertThat(damaged.lastsIn(damage("transfer-events-1"))).isEmpty();
        }
    }
}
