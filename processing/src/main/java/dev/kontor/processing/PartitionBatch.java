package dev.kontor.processing;

import java.util.List;

/// Records of one partition that follow one another, in the order of the log.
public record PartitionBatch<R>(int partition, List<SourceRecord<R>> records) {}
