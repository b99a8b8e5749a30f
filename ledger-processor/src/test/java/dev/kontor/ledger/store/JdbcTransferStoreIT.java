package dev.kontor.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.events.model.Action;
import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.ledger.Sample;
import dev.kontor.ledger.domain.Decision;
import dev.kontor.ledger.domain.Step;
import dev.kontor.ledger.domain.Transfer;
import dev.kontor.ledger.domain.Transfers;
import dev.kontor.ledger.store.Steps.Authorized;
import dev.kontor.ledger.store.Steps.Placed;
import dev.kontor.ledger.stream.TransferProcessor;
import dev.kontor.local.TestDatabase;
import dev.kontor.local.TestServers;
import dev.kontor.processing.Applied;
import dev.kontor.processing.DuplicateRowException;
import dev.kontor.processing.JdbcTransaction;
import dev.kontor.processing.PartitionBatch;
import dev.kontor.processing.SourceRecord;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class JdbcTransferStoreIT {
    private static final PGSimpleDataSource DATA_SOURCE = new PGSimpleDataSource();
    private static final TransferKey KEY = Sample.key(1);

    private final JdbcTransferStore store = new JdbcTransferStore(DATA_SOURCE);

    @BeforeAll
    static void migrate() {
        TestDatabase database = TestServers.freshDatabase();
        DATA_SOURCE.setUrl(database.jdbcUrl("ledger"));
        DATA_SOURCE.setUser(database.username("ledger"));
        DATA_SOURCE.setPassword(database.password("ledger"));
        Flyway.configure().dataSource(DATA_SOURCE).load().migrate();
    }

    @BeforeEach
    void empty() throws SQLException {
        try (Connection connection = DATA_SOURCE.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("truncate transfer_step, open_transfer, authorized_transfer");
        }
    }

    @Test
    void foldsTheStepsOfATransfer() throws SQLException {
        Step first = received(KEY);
        Transfer received = Transfers.apply(null, first);
        Step second = next(received, debited(KEY));
        Transfer expected = Transfers.apply(received, second);
        commit(append(List.of(first, second), List.of(), List.of()));

        TransferKey missing = Sample.key(2);
        Map<TransferKey, Transfer> loaded = commit(work -> store.load(work, Set.of(KEY, missing)));
        assertThat(loaded).isEqualTo(Map.of(KEY, expected));
        assertThat(store.peek(Set.of(KEY, missing))).isEqualTo(Map.of(KEY, expected));
    }

    @Test
    void tellsTenantsApart() throws SQLException {
        TransferKey other = new TransferKey(new Tenant("other"), KEY.id());
        commit(append(List.of(received(KEY), received(other)), List.of(), List.of()));
        assertThat(store.peek(Set.of(other)).keySet()).containsExactly(other);
        assertThat(store.peek(Set.of(KEY, other)).keySet()).containsExactlyInAnyOrder(KEY, other);
    }

    @Test
    void refusesASecondTransferUnderTheId() throws SQLException {
        commit(append(List.of(received(KEY)), List.of(), List.of()));
        assertThatThrownBy(() -> commit(append(List.of(received(KEY)), List.of(), List.of())))
                .isInstanceOf(DuplicateRowException.class);

        boolean appended =
                commit(work ->
                        work.attempt(() ->
                                store.append(work, steps(received(Sample.key(2)), received(KEY)))));
        assertThat(appended).isFalse();
        assertThat(store.peek(Set.of(Sample.key(2)))).isEmpty();
    }

    @Test
    void readsWhatTheTransactionItselfWrote() throws SQLException {
        Map<TransferKey, Transfer> seen =
                commit(work -> {
                    store.append(work, steps(received(KEY)));
                    return store.load(work, Set.of(KEY));
                });
        assertThat(seen).containsOnlyKeys(KEY);
    }

    @Test
    void listsWhatIsOpenPageByPage() throws SQLException {
        List<Placed> opened =
                IntStream.range(0, 25).mapToObj(n -> new Placed(7, Sample.key(n))).toList();
        commit(append(List.of(), opened, List.of()));
        commit(append(List.of(), List.of(new Placed(8, Sample.key(100))), List.of()));
        commit(append(List.of(), List.of(), opened.subList(0, 5)));

        List<TransferKey> page = store.open(7, null, 15);
        assertThat(page)
                .containsExactlyElementsOf(IntStream.range(5, 20).mapToObj(Sample::key).toList());
        assertThat(store.open(7, page.getLast(), 15))
                .containsExactlyElementsOf(IntStream.range(20, 25).mapToObj(Sample::key).toList());
        assertThat(store.open(8, null, 15)).containsExactly(Sample.key(100));
        assertThat(store.open(9, null, 15)).isEmpty();
    }

    @Test
    void listsWhatRestsAuthorizedBeginningWithWhatExpiresFirst() throws SQLException {
        List<Authorized> resting =
                IntStream.range(0, 20)
                        .mapToObj(n ->
                                new Authorized(
                                        7, Sample.key(n), Sample.NOON.plusNanos(1_000L * (20 - n))))
                        .toList();
        Authorized elsewhere = new Authorized(8, Sample.key(100), Sample.NOON);
        commit(append(authorized(resting, List.of())));
        commit(append(authorized(List.of(elsewhere), resting.subList(18, 20))));

        assertThat(store.authorized(7, 3))
                .containsExactly(resting.get(17), resting.get(16), resting.get(15));
        assertThat(store.authorized(7, 100)).hasSize(18);
        assertThat(store.authorized(8, 100)).containsExactly(elsewhere);
        assertThat(store.authorized(9, 100)).isEmpty();
    }

    @Test
    void crashesOnAStepThatIsMissing() throws SQLException {
        Transfer received = Transfers.apply(null, received(KEY));
        commit(append(List.of(next(received, debited(KEY))), List.of(), List.of()));
        assertThatThrownBy(() -> store.peek(Set.of(KEY))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void takesInLargeBatches() throws SQLException {
        List<Step> many = IntStream.range(0, 5_000).mapToObj(n -> received(Sample.key(n))).toList();
        commit(append(many, List.of(), List.of()));
        assertThat(count()).isEqualTo(5_000);
        assertThat(store.peek(Set.of(KEY)))
                .isEqualTo(Map.of(KEY, Transfers.apply(null, received(KEY))));
    }

    @Test
    void servesAProcessorThatMeetsAFinishedTransferAgain() throws SQLException {
        TransferProcessor processor = new TransferProcessor(store, 1_000);
        TransferRecord request = Sample.requested(KEY, Sample.request());
        TransferRecord credited =
                Sample.answered(KEY, "bob", 1, Action.POST_CREDIT, Sample.posted(6, 200));
        assertThat(apply(processor, 0, request, debited(KEY), credited).outputs()).hasSize(4);
        assertThat(store.open(0, null, 10)).isEmpty();
        TransferRecord other = Sample.requested(Sample.key(2), Sample.request());
        assertThat(apply(processor, 3, other, request, credited, debited(KEY)).outputs())
                .hasSize(2);
        assertThat(store.open(0, null, 10)).containsExactly(Sample.key(2));
        assertThat(count()).isEqualTo(4);
    }

    private static Applied apply(
            TransferProcessor processor, long offset, TransferRecord... records)
            throws SQLException {
        List<SourceRecord<TransferRecord>> read =
                IntStream.range(0, records.length)
                        .mapToObj(n -> new SourceRecord<>(0, offset + n, records[n], null, null))
                        .toList();
        Applied applied =
                commit(work ->
                        processor.apply(work, List.of(new PartitionBatch<>(0, read))).getFirst());
        processor.committed();
        assertThat(applied.halt()).isNull();
        return applied;
    }

    private Function<JdbcTransaction, Boolean> append(
            List<Step> steps, List<Placed> opened, List<Placed> closed) {
        return append(new Steps(steps, opened, closed, List.of(), List.of()));
    }

    private Function<JdbcTransaction, Boolean> append(Steps steps) {
        return work -> {
            store.append(work, steps);
            return true;
        };
    }

    private static Steps authorized(List<Authorized> authorized, List<Authorized> resumed) {
        return new Steps(List.of(), List.of(), List.of(), authorized, resumed);
    }

    private static Steps steps(Step... steps) {
        return new Steps(List.of(steps), List.of(), List.of(), List.of(), List.of());
    }

    private static <T> T commit(Function<JdbcTransaction, T> work) throws SQLException {
        try (Connection connection = DATA_SOURCE.getConnection()) {
            connection.setAutoCommit(false);
            T result = work.apply(new JdbcTransaction(connection));
            connection.commit();
            return result;
        }
    }

    private static int count() throws SQLException {
        try (Connection connection = DATA_SOURCE.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from transfer_step")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Step received(TransferKey key) {
        return step(Transfers.decide(null, Sample.requested(key, Sample.request()), null));
    }

    private static Step next(Transfer transfer, TransferRecord record) {
        return step(Transfers.decide(transfer, record, null));
    }

    private static Step step(Decision decision) {
        return Objects.requireNonNull(((Decision.Decided) decision).step());
    }

    private static TransferRecord debited(TransferKey key) {
        return Sample.answered(key, "alice", 0, Action.POST_DEBIT, Sample.posted(5, 100));
    }
}
