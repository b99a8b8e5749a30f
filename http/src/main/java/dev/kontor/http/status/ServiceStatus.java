package dev.kontor.http.status;

import java.util.List;

/// The answer to `GET /v1/status`.
record ServiceStatus(String service, String instance, List<PartitionStatus> partitions) {}
