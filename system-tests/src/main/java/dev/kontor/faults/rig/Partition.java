package dev.kontor.faults.rig;

import dev.kontor.local.services.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A partition of a source topic, as the instance that owns it shows it in `/v1/status`.
///
/// @param position the offset of the next record that it will apply
/// @param halted why it stands still; empty: it does not
public record Partition(Name name, long position, Optional<String> halted) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Which one.
    public record Name(String topic, int partition) {
        @Override
        public String toString() {
            return topic + "-" + partition;
        }
    }

    /// Those that an instance owns; none if it says nothing of them.
    public static List<Partition> of(Service service) {
        return in(service.status());
    }

    private static List<Partition> in(String status) {
        List<Partition> partitions = new ArrayList<>();
        try {
            JSON.readTree(status).at("/partitions").forEach(each -> partitions.add(of(each)));
        } catch (JacksonException e) {
            return List.of();
        }
        return partitions;
    }

    private static Partition of(JsonNode status) {
        return new Partition(
                new Name(status.at("/topic").asString(), status.at("/partition").asInt()),
                status.at("/position").asLong(),
                status.at("/halted").asBoolean()
                        ? Optional.of(status.at("/reason").asString())
                        : Optional.empty());
    }
}
