package dev.kontor.query.store;

import java.util.List;
import java.util.Map;

/// What a batch of facts did to the views.
///
/// @param created views that were not there
/// @param updated views that were
/// @param facts all that were applied, by partition
public record Changes<E, V>(List<V> created, List<V> updated, Map<Integer, List<E>> facts) {}
