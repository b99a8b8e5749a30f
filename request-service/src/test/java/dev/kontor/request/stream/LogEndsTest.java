package dev.kontor.request.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ForwardingAdmin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.LeaderNotAvailableException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogEndsTest {
    private static final TopicPartition CUT = new TopicPartition("transfers", 1);
    private static final TopicPartition LEADERLESS = new TopicPartition("transfers", 2);

    private final Acknowledged acknowledged = new Acknowledged();
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final LogEnds asked = new LogEnds(Answers::new, acknowledged);

    @BeforeEach
    void acknowledge() {
        acknowledged.acknowledged(CUT, 4, acknowledged.upToNow(CUT));
        acknowledged.acknowledged(LEADERLESS, 7, acknowledged.upToNow(LEADERLESS));
    }

    @AfterEach
    void close() {
        asked.close();
    }

    @Test
    void missesWhatOnePartitionLostThoughAnotherHasNoLeader() throws Exception {
        ends.put(CUT, 3L);

        asked.ask();

        assertThat(acknowledged.lost())
                .containsExactly(
                        "transfers-1: it ends before offset 3, and offset 4 was acknowledged");
    }

    @Test
    void missesNothingOfAPartitionThatSaysNothing() throws Exception {
        ends.put(CUT, 5L);

        asked.ask();

        assertThat(acknowledged.lost()).isEmpty();
    }

    @Test
    void saysWhenKafkaSaysNothingAtAll() {
        assertThatIllegalStateException()
                .isThrownBy(asked::ask)
                .withCauseInstanceOf(Exception.class);
        assertThat(acknowledged.lost()).isEmpty();
    }

    /// Knows where some partitions end, and has no leader for others.
    private final class Answers extends ForwardingAdmin {
        Answers() {
            super(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1"));
        }

        @Override
        public ListOffsetsResult listOffsets(
                Map<TopicPartition, OffsetSpec> wanted, ListOffsetsOptions options) {
            Map<TopicPartition, KafkaFuture<ListOffsetsResultInfo>> answers = new HashMap<>();
            wanted.keySet().forEach(partition -> answers.put(partition, end(partition)));
            return new ListOffsetsResult(answers);
        }

        private KafkaFuture<ListOffsetsResultInfo> end(TopicPartition partition) {
            Long end = ends.get(partition);
            KafkaFutureImpl<ListOffsetsResultInfo> answer = new KafkaFutureImpl<>();
            if (end == null) {
                answer.completeExceptionally(new LeaderNotAvailableException("nobody leads"));
            } else {
                answer.complete(new ListOffsetsResultInfo(end, -1, Optional.empty()));
            }
            return answer;
        }
    }
}
