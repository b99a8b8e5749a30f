package dev.kontor.query.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.kontor.local.TestDatabase;
import dev.kontor.local.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadPoolIT {
    private static final int SIZE = 2;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final TestDatabase database = TestServers.freshDatabase();
    private final ReadPool reads =
            new ReadPool(
                    database.jdbcUrl("query"),
                    database.username("query"),
                    database.password("query"),
                    SIZE,
                    Duration.ofSeconds(5));

    @AfterEach
    void close() {
        reads.close();
    }

    @Test
    void readsAgainOnAnotherConnectionWhereOneIsBroken() throws Exception {
        int first = reads.read(ReadPoolIT::backend);

        endSession(first);

        assertThat(reads.read(ReadPoolIT::backend)).isNotEqualTo(first);
    }

    @Test
    void givesUpWhatTakesTooLongAsAWhole() {
        long begunAt = System.nanoTime();

        assertThatExceptionOfType(ViewUnavailableException.class)
                .isThrownBy(() ->
                        reads.read(connection -> {
                            for (int i = 0; i < 4; i++) {
                                run(connection, "select pg_sleep(3)");
                            }
                            return 0;
                        }));

        assertThat(System.nanoTime() - begunAt).isLessThan(LONGEST.toNanos());
        assertThat(reads.read(ReadPoolIT::backend)).isPositive();
    }

    @Test
    void givesUpInTimeWhereTheDatabaseIsFrozenAndGoesOnAfterwards() {
        int before = reads.read(ReadPoolIT::backend);
        TestServers.postgres().freeze();
        long begunAt = System.nanoTime();
        try {
            assertThatExceptionOfType(ViewUnavailableException.class)
                    .isThrownBy(() -> reads.read(ReadPoolIT::backend));
            assertThat(System.nanoTime() - begunAt).isLessThan(LONGEST.toNanos());
        } finally {
            TestServers.postgres().thaw();
        }

        assertThat(before).isPositive();
        assertThat(reads.read(ReadPoolIT::backend)).isPositive();
    }

    /// One that nobody has used yet must not be ended by the time-out of a transaction.
    @Test
    void leavesNoTransactionOpenOnAConnectionThatRests() {
        reads.read(ReadPoolIT::backend);

        await().untilAsserted(() -> assertThat(resting()).isEqualTo(SIZE));
    }

    private int resting() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                select count(*) from pg_stat_activity
                                where datname = current_database() and state = 'idle'
                                  and application_name = 'query-service reads'
                                """)) {
            row.next();
            return row.getInt(1);
        }
    }

    private void endSession(int backend) throws SQLException {
        try (Connection connection = connect()) {
            run(connection, "select pg_terminate_backend(%d, 5000)".formatted(backend));
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl("query"), database.username("query"), database.password("query"));
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int backend(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }
}
