package dev.kontor.query.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.topic.Topic;
import dev.kontor.query.ViewDatabase;
import dev.kontor.query.store.AccountStore;
import dev.kontor.query.store.Arrivals;
import dev.kontor.query.store.AsideStore;
import dev.kontor.query.store.TransferStore;
import java.util.List;

/// Both projections over a database, for tests that only care for what they wrote.
public final class Projections {
    private final ViewDatabase database;
    private final AccountProjection accounts;
    private final TransferProjection transfers;

    public Projections(ViewDatabase database) {
        Arrivals arrivals = new Arrivals(0);
        this.database = database;
        accounts =
                new AccountProjection(
                        new AccountStore(),
                        new AsideStore(Topic.ACCOUNT_EVENTS, database.reads()),
                        arrivals);
        transfers =
                new TransferProjection(
                        new TransferStore(),
                        new AsideStore(Topic.TRANSFER_EVENTS, database.reads()),
                        arrivals);
    }

    public void accounts(int partition, List<AccountEvent> events) {
        assertThat(database.apply(accounts, partition, events).halt()).isNull();
    }

    public void transfers(int partition, List<TransferEvent> events) {
        assertThat(database.apply(transfers, partition, events).halt()).isNull();
    }
}
