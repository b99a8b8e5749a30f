package dev.kontor.query.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.processing.Processor;
import dev.kontor.query.ViewDatabase;
import dev.kontor.query.store.Arrivals;
import java.util.List;

/// Both projections over a database, for tests that only care for what they wrote.
public final class Projections {
    private final ViewDatabase database;
    private final Processor<AccountEvent> accounts;
    private final Processor<TransferEvent> transfers;

    public Projections(ViewDatabase database) {
        Arrivals arrivals = new Arrivals(0);
        StreamConfiguration projections = new StreamConfiguration();
        this.database = database;
        accounts = projections.accountProjection(database.reads(), arrivals);
        transfers = projections.transferProjection(database.reads(), arrivals);
    }

    public void accounts(int partition, List<AccountEvent> events) {
        assertThat(database.apply(accounts, partition, events).halt()).isNull();
    }

    public void transfers(int partition, List<TransferEvent> events) {
        assertThat(database.apply(transfers, partition, events).halt()).isNull();
    }
}
