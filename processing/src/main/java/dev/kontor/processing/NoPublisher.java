package dev.kontor.processing;

import java.util.List;
import java.util.Optional;

/// Publishes nothing: all of it has been published before.
final class NoPublisher implements Publisher {
    @Override
    public void adopt(int partition, List<AcknowledgedOutput> acknowledged) {}

    @Override
    public void forget(int partition) {}

    @Override
    public void publish(int partition, long nextOffset, List<Output> outputs) {}

    @Override
    public void publishLoose(List<Output> outputs) {}

    @Override
    public boolean failed() {
        return false;
    }

    @Override
    public void restart() {}

    @Override
    public Optional<StateStore.Confirmed> confirmed(int partition) {
        return Optional.empty();
    }

    @Override
    public void removed(int partition, StateStore.Confirmed confirmed) {}

    @Override
    public void close() {}
}
