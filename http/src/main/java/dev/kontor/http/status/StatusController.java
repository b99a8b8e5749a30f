package dev.kontor.http.status;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class StatusController {
    private final String service;
    private final Instance instance;
    private final List<StatusSource> sources;

    StatusController(String service, Instance instance, List<StatusSource> sources) {
        this.service = service;
        this.instance = instance;
        this.sources = sources;
    }

    @GetMapping(path = "/v1/status", produces = MediaType.APPLICATION_JSON_VALUE)
    ServiceStatus status() {
        List<PartitionStatus> partitions =
                sources.stream()
                        .flatMap(source -> source.partitions().stream())
                        .sorted(
                                Comparator.comparing(PartitionStatus::topic)
                                        .thenComparingInt(PartitionStatus::partition))
                        .toList();
        Map<String, Object> details = new TreeMap<>();
        sources.forEach(source -> details.putAll(source.details()));
        return new ServiceStatus(service, instance.name(), partitions, details);
    }
}
