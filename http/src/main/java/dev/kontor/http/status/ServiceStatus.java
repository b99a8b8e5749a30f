package dev.kontor.http.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/// The answer to `GET /v1/status`.
///
/// @param details what services have to tell beyond partitions; left out if it is nothing
record ServiceStatus(
        String service,
        String instance,
        List<PartitionStatus> partitions,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Object> details) {}
