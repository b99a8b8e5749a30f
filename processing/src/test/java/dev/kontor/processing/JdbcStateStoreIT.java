package dev.kontor.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.events.topic.Topic;
import dev.kontor.local.TestDatabase;
import dev.kontor.local.TestServers;
import dev.kontor.processing.StateStore.Advance;
import dev.kontor.processing.StateStore.Batch;
import dev.kontor.processing.StateStore.Confirmed;
import dev.kontor.processing.StateStore.OutboxRow;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JdbcStateStoreIT {
    private static final byte[] HASH = new byte[32];

    /// As PostgreSQL writes bytes.
    private static final String RECORD_FOR_TOPIC_A = "\\x0a030a0161";

    private final DataSource database = database();
    private final JdbcStateStore store = new JdbcStateStore(database, Topic.TRANSFERS);

    private static DataSource database() {
        TestDatabase fresh = TestServers.freshDatabase();
        return new DriverManagerDataSource(fresh.jdbcUrl("ledger"), "ledger", "ledger");
    }

    @BeforeEach
    void createTables() {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/processing")
                .load()
                .migrate();
    }

    @Test
    void startsAtTheBeginning() throws Exception {
        Claim claim = store.claim(7);

        assertThat(claim.position()).isEqualTo(Position.START);
        assertThat(store.outbox(7, 0)).isEmpty();
        assertThat(claim.acknowledged()).isEmpty();
        assertThat(store.claim(7).token()).isNotEqualTo(claim.token());
    }

    @Test
    void keepsPositionAndOutboxInOneCommit() throws Exception {
        Claim claim = store.claim(0);
        List<Output> outputs =
                List.of(
                        new Output(Topic.INSTRUCTIONS, bytes("a"), bytes("1"), false, "00-trace"),
                        new Output(Topic.TRANSFER_EVENTS, bytes("b"), bytes("2"), true, null));

        try (Batch batch = store.begin()) {
            assertThat(batch.fence(List.of(step(claim, 5)))).containsExactly(0);
            batch.keep(0, 5, outputs);
            batch.commit();
        }

        Claim next = store.claim(0);
        assertThat(next.position()).usingRecursiveComparison().isEqualTo(position(5));
        assertThat(store.outbox(0, 0))
                .usingRecursiveComparison()
                .isEqualTo(List.of(new OutboxRow(5, outputs)));
        assertThat(store.outbox(0, 5)).isEmpty();
    }

    @Test
    void keepsNothingOfABatchThatIsNotCommitted() throws Exception {
        Claim claim = store.claim(0);

        try (Batch batch = store.begin()) {
            batch.fence(List.of(step(claim, 5)));
            batch.keep(0, 5, List.of());
        }

        assertThat(store.claim(0).position()).isEqualTo(Position.START);
        assertThat(store.outbox(0, 0)).isEmpty();
    }

    @Test
    void letsOnlyThoseThroughWhoHoldTheTokenAndStandWhereTheStateStands() {
        Claim mine = store.claim(0);
        Claim stale = store.claim(1);
        store.claim(1);
        Claim elsewhere = store.claim(2);
        Claim unknown = new Claim(9, UUID.randomUUID(), Position.START, List.of(), null);
        Advance tooFar = new Advance(2, elsewhere.token(), position(3), position(4));

        try (Batch batch = store.begin()) {
            Set<Integer> passed =
                    batch.fence(List.of(step(mine, 1), step(stale, 1), tooFar, step(unknown, 1)));
            batch.commit();

            assertThat(passed).containsExactly(0);
        }
        assertThat(store.claim(1).position()).isEqualTo(Position.START);
        assertThat(store.claim(2).position()).isEqualTo(Position.START);
    }

    @Test
    void movesBackToWhereABatchHalted() {
        Claim claim = store.claim(0);

        try (Batch batch = store.begin()) {
            batch.fence(List.of(step(claim, 5)));
            batch.reposition(0, Position.START);
            batch.commit();
        }

        assertThat(store.claim(0).position()).isEqualTo(Position.START);
    }

    @Test
    void removesWhatIsAcknowledgedAndRemembersTheLastOfIt() throws Exception {
        Claim claim = store.claim(0);
        try (Batch batch = store.begin()) {
            batch.fence(List.of(step(claim, 5)));
            batch.keep(0, 3, List.of());
            batch.keep(0, 5, List.of());
            batch.commit();
        }
        List<AcknowledgedOutput> last =
                List.of(new AcknowledgedOutput(Topic.INSTRUCTIONS, 2, 77, HASH));

        try (Batch batch = store.begin()) {
            batch.fence(List.of(new Advance(0, claim.token(), position(5), position(5))));
            batch.remove(0, new Confirmed(3, last));
            batch.commit();
        }

        Claim next = store.claim(0);
        assertThat(offsets(store.outbox(0, 0))).containsExactly(5L);
        assertThat(next.acknowledged()).usingRecursiveComparison().isEqualTo(last);
    }

    @Test
    void readsALargeOutboxInPartsAndInOrder() throws Exception {
        Claim claim = store.claim(0);
        Claim other = store.claim(1);
        int third = Math.toIntExact(StateStore.OUTBOX_BYTES / 3);
        try (Batch batch = store.begin()) {
            batch.fence(List.of(step(claim, 9), step(other, 9)));
            for (long offset : List.of(9, 2, 3, 7, 4)) {
                batch.keep(0, offset, List.of(output(third)));
            }
            batch.keep(0, 5, List.of(output(4 * third)));
            batch.keep(1, 1, List.of(output(1)));
            batch.commit();
        }

        assertThat(offsets(store.outbox(0, 0))).containsExactly(2L, 3L, 4L);
        assertThat(offsets(store.outbox(0, 3))).containsExactly(4L, 5L);
        assertThat(offsets(store.outbox(0, 4))).containsExactly(5L);
        assertThat(offsets(store.outbox(0, 5))).containsExactly(7L, 9L);
        assertThat(store.outbox(0, 9)).isEmpty();
    }

    @Test
    void claimsAPartitionOfWhichItCannotReadWhatWasAcknowledged() {
        Claim claim = store.claim(0);
        new JdbcTemplate(database).update("update position set acknowledged = 'gibberish'");

        Claim next = store.claim(0);

        assertThat(next.fault())
                .startsWith("the position holds what the shell never wrote")
                .endsWith(": restore the state");
        assertThat(next.position()).isEqualTo(Position.START);
        assertThat(passes(step(claim, 6))).isFalse();
        assertThat(passes(step(next, 6))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gibberish", RECORD_FOR_TOPIC_A})
    void saysThatAnOutboxCannotBeRead(String outputs) {
        Claim claim = store.claim(0);
        try (Batch batch = store.begin()) {
            batch.fence(List.of(step(claim, 5)));
            batch.keep(0, 5, List.of());
            batch.commit();
        }
        new JdbcTemplate(database).update("update outbox set outputs = ?::bytea", outputs);

        assertThat(store.claim(0).fault()).isNull();
        assertThatExceptionOfType(UnreadableRowException.class)
                .isThrownBy(() -> store.outbox(0, 0))
                .withMessageStartingWith("the outbox holds what the shell never wrote")
                .withMessageEndingWith(": restore the state");
    }

    @Test
    void endsTheSessionOfAnOwnerThatIsFrozenBehindTheFence() {
        Claim frozen = store.claim(0);
        Batch held = store.begin();
        held.fence(List.of(step(frozen, 5)));
        held.keep(0, 5, List.of());
        long begun = System.nanoTime();

        Claim next = store.claim(0);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(next.position()).isEqualTo(Position.START);
        assertThatThrownBy(held::commit).isInstanceOf(StoreException.class);
        assertThatThrownBy(held::close).isInstanceOf(StoreException.class);
        assertThat(store.claim(0).position())
                .as("as if it had never been")
                .isEqualTo(Position.START);
    }

    @Test
    void endsTheSessionOfAClaimerThatIsFrozen() throws SQLException {
        store.claim(0);
        try (Connection frozen = database.getConnection();
                Statement take = frozen.createStatement()) {
            frozen.setAutoCommit(false);
            take.execute("select from position where partition = 0 for update");

            assertThat(store.claim(0).position()).isEqualTo(Position.START);
        }
    }

    @Test
    void waitsForABatchThatIsAboutToEnd() throws Exception {
        Claim claim = store.claim(0);
        try (Batch batch = store.begin()) {
            batch.fence(List.of(step(claim, 5)));
            CompletableFuture<Claim> next = CompletableFuture.supplyAsync(() -> store.claim(0));
            awaitWaiting();

            batch.commit();

            assertThat(next.get().position().next()).isEqualTo(5);
        }
    }

    @Test
    void givesAPartitionToOneOfManyThatClaimIt() {
        List<CompletableFuture<Claim>> claims =
                Stream.generate(() -> CompletableFuture.supplyAsync(() -> store.claim(3)))
                        .limit(8)
                        .toList();
        List<Advance> steps = claims.stream().map(each -> step(each.join(), 1)).toList();

        long passed = steps.stream().filter(this::passes).count();

        assertThat(passed).isEqualTo(1);
    }

    private boolean passes(Advance step) {
        try (Batch batch = store.begin()) {
            boolean passed = !batch.fence(List.of(step)).isEmpty();
            batch.commit();
            return passed;
        }
    }

    private void awaitWaiting() {
        Awaitility.await()
                .until(
                        () ->
                                new JdbcTemplate(database)
                                        .queryForList(
                                                "select 1 from pg_stat_activity"
                                                        + " where datname = current_database()"
                                                        + " and wait_event_type = 'Lock'")
                                        .size(),
                        waiting -> waiting > 0);
    }

    private static Advance step(Claim claim, long next) {
        return new Advance(claim.partition(), claim.token(), claim.position(), position(next));
    }

    private static Position position(long next) {
        return new Position(next, 1, HASH);
    }

    private static List<Long> offsets(List<OutboxRow> rows) {
        return rows.stream().map(OutboxRow::nextOffset).toList();
    }

    private static Output output(int size) {
        return new Output(Topic.INSTRUCTIONS, bytes("a"), new byte[size], false, null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
