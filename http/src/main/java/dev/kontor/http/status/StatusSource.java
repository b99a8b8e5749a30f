package dev.kontor.http.status;

import java.util.List;

/// Tells where partitions stand. A service has one such bean for each thing that reads a topic, or
/// none.
@FunctionalInterface
public interface StatusSource {
    List<PartitionStatus> partitions();
}
