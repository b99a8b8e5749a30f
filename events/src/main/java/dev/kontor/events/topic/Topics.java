package dev.kontor.events.topic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Creates the topics that are missing, and refuses those that would lose money.
public final class Topics {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /// How often a broker looks which logs are due for a flush by their `flush.ms`; by default
    /// never.
    private static final String FLUSH_LOOKS = "log.flush.scheduler.interval.ms";

    /// Outputs are kept for ten seconds after they were acknowledged; by then they are on the disk.
    private static final long MAX_FLUSH_LOOKS_MILLIS = 5_000;

    private final Admin admin;
    private final TopicSettings settings;

    public Topics(Admin admin, TopicSettings settings) {
        this.admin = admin;
        this.settings = settings;
    }

    /// Brings the topics about and checks them.
    ///
    /// @throws UnsafeTopicException if one is laid out, or a broker set up, in a way that breaks
    ///     Kontor's guarantees
    public void ensure() {
        Arrays.stream(Topic.values()).forEach(this::createIfMissing);
        List<String> faults = faultsOnceAllAreKnown();
        if (!faults.isEmpty()) {
            throw new UnsafeTopicException(faults);
        }
    }

    private void createIfMissing(Topic topic) {
        NewTopic wanted =
                new NewTopic(
                                topic.topicName(),
                                Optional.of(settings.partitions(topic)),
                                Optional.of((short) settings.replicationFactor()))
                        .configs(settings.configs(topic));
        try {
            admin.createTopics(List.of(wanted)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException(
                        "Kafka does not create the topic " + topic.topicName(), e.getCause());
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /// A broker may not know yet what has just been created.
    private List<String> faultsOnceAllAreKnown() {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try {
                return faults();
            } catch (IllegalStateException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
                        || System.nanoTime() - deadline > 0) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private List<String> faults() {
        List<String> faults = new ArrayList<>();
        List<String> names = Arrays.stream(Topic.values()).map(Topic::topicName).toList();
        List<ConfigResource> resources =
                names.stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList();
        try {
            Map<String, TopicDescription> topics =
                    admin.describeTopics(names).allTopicNames().get();
            Map<ConfigResource, Config> configs = admin.describeConfigs(resources).all().get();
            topics.forEach((name, found) -> addPartitionFaults(faults, name, found));
            configs.forEach((topic, found) -> addConfigFaults(faults, topic.name(), found));
            if (settings.reliesOnFlushing()) {
                admin.describeConfigs(brokers())
                        .all()
                        .get()
                        .forEach((broker, found) ->
                                flushFault(broker.name(), found).ifPresent(faults::add));
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "Kafka does not describe its topics and brokers", e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        return faults;
    }

    private void addPartitionFaults(List<String> faults, String name, TopicDescription found) {
        int wanted = settings.partitions(Topic.named(name));
        if (found.partitions().size() != wanted) {
            faults.add(
                    "%s has %d partitions, not %d"
                            .formatted(name, found.partitions().size(), wanted));
        }
        int replicas = found.partitions().getFirst().replicas().size();
        if (replicas < settings.replicationFactor()) {
            faults.add(
                    "%s has %d replicas, not %d"
                            .formatted(name, replicas, settings.replicationFactor()));
        }
    }

    private void addConfigFaults(List<String> faults, String name, Config found) {
        settings.configs(Topic.named(name))
                .forEach((key, wanted) -> {
                    ConfigEntry entry = found.get(key);
                    String value = entry == null ? null : entry.value();
                    if (!wanted.equals(value)) {
                        faults.add("%s has %s=%s, not %s".formatted(name, key, value, wanted));
                    }
                });
    }

    private List<ConfigResource> brokers() throws ExecutionException, InterruptedException {
        return admin.describeCluster().nodes().get().stream()
                .map(node -> new ConfigResource(ConfigResource.Type.BROKER, node.idString()))
                .toList();
    }

    static Optional<String> flushFault(String broker, Config found) {
        ConfigEntry entry = found.get(FLUSH_LOOKS);
        String millis = entry == null ? null : entry.value();
        if (millis != null && Long.parseLong(millis) <= MAX_FLUSH_LOOKS_MILLIS) {
            return Optional.empty();
        }
        return Optional.of(
                ("broker %s has %s=%s, so it would not flush the topics that have flush.ms, and a"
                                + " power cut would take what it acknowledged: set it to %d or less"
                                + " in the broker's properties, or have two replicas acknowledge")
                        .formatted(broker, FLUSH_LOOKS, millis, MAX_FLUSH_LOOKS_MILLIS));
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while checking the topics", e);
    }
}
