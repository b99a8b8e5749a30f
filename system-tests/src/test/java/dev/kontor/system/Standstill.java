package dev.kontor.system;

import dev.kontor.local.TestDatabase;
import dev.kontor.local.TestServers;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.JsonNode;

/// Whether anything is left to do: for tests that say what did *not* happen, which is true of
/// everything as long as nobody has got round to it.
final class Standstill {
    private static final int PARTITIONS = 12;
    private static final List<String> TOPICS =
            List.of("transfers", "instructions", "transfer-events", "account-events");
    private static final List<String> PUBLISHING = List.of("ledger", "account");

    private final List<URI> processors;
    private final TestDatabase database;

    /// @param processors where all are found that read [#TOPICS]
    Standstill(List<URI> processors, TestDatabase database) {
        this.processors = processors;
        this.database = database;
    }

    /// Whether everything in the logs is applied, and everything that followed from it is in the
    /// logs.
    ///
    /// The order of looking matters. Where the logs end no further than the processors had come
    /// before, nothing was left to be applied; and what they had committed by then had left the
    /// outboxes, and so was in the logs, when these were looked at. Outboxes are empty ten seconds
    /// after the last record at the earliest.
    boolean isReached() {
        Map<TopicPartition, Long> applied = positions();
        return unpublished() == 0 && ends().equals(applied);
    }

    private Map<TopicPartition, Long> positions() {
        Map<TopicPartition, Long> positions = new HashMap<>();
        for (URI processor : processors) {
            for (JsonNode each : new Api(processor).get("/v1/status").body().at("/partitions")) {
                positions.put(
                        new TopicPartition(
                                each.at("/topic").asString(), each.at("/partition").asInt()),
                        each.at("/position").asLong());
            }
        }
        return positions;
    }

    private long unpublished() {
        long rows = 0;
        for (String schema : PUBLISHING) {
            try (Connection connection =
                            DriverManager.getConnection(
                                    database.jdbcUrl(schema),
                                    database.username(schema),
                                    database.password(schema));
                    Statement statement = connection.createStatement();
                    ResultSet count = statement.executeQuery("select count(*) from outbox")) {
                count.next();
                rows += count.getLong(1);
            } catch (SQLException e) {
                throw new IllegalStateException("cannot look into the outbox of " + schema, e);
            }
        }
        return rows;
    }

    private static Map<TopicPartition, Long> ends() {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (String topic : TOPICS) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                wanted.put(new TopicPartition(topic, partition), OffsetSpec.latest());
            }
        }
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", TestServers.bootstrapServers()))) {
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(wanted).all().get().forEach((at, end) -> ends.put(at, end.offset()));
            return ends;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not say where its topics end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
