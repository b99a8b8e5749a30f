package dev.kontor.http.status;

import java.util.List;
import java.util.Map;

/// Tells where partitions stand. A service has one such bean for each thing that reads a topic, or
/// none.
@FunctionalInterface
public interface StatusSource {
    List<PartitionStatus> partitions();

    /// What else this service has to tell, by names of its own.
    default Map<String, Object> details() {
        return Map.of();
    }
}
