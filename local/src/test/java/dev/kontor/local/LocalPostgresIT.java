package dev.kontor.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresIT {

    @TempDir private Path folder;

    private final TestDatabase database = TestServers.freshDatabase();

    @Test
    void keepsWhatItCommittedWhenItIsKilled() throws Exception {
        try (Connection connection = connect("ledger")) {
            execute(connection, "create table kept (n int primary key)");
            execute(connection, "insert into kept select generate_series(1, 1000)");

            TestServers.postgres().kill();
            TestServers.postgres().restart();
        }

        try (Connection connection = connect("ledger")) {
            assertThat(value(connection, "select sum(n) from kept")).isEqualTo("500500");
        }
    }

    @Test
    void keepsItsDataWhenItIsRestartedUnderAClient() throws Exception {
        try (Connection connection = connect("query")) {
            execute(connection, "create table kept as select 1 as n");

            TestServers.postgres().restart();
        }

        try (Connection connection = connect("query")) {
            assertThat(value(connection, "select sum(n) from kept")).isEqualTo("1");
        }
    }

    @Test
    void startsThoughTheIdOfItsDeadServerIsAnotherProcessNow() throws Exception {
        LocalPostgres postgres = LocalServers.postgres(folder);
        postgres.prepare();
        Process stranger = new ProcessBuilder("sleep", "60").start();
        Files.writeString(
                folder.resolve("data").resolve("postmaster.pid"),
                stranger.pid() + "\n" + folder.resolve("data") + "\n");

        LocalServer server = new LocalServer(() -> postgres.prepare().launch(Ports.free()));
        server.restart();

        assertThat(server.process().isAlive()).isTrue();
        assertThat(stranger.isAlive()).isTrue();
        server.kill();
        stranger.destroyForcibly();
    }

    @Test
    void stopsALeftoverOfItsOwnBeforeItStarts() throws Exception {
        LocalPostgres postgres = LocalServers.postgres(folder);
        LocalServer leftover = new LocalServer(() -> postgres.prepare().launch(Ports.free()));
        leftover.restart();

        LocalServer server = new LocalServer(() -> postgres.prepare().launch(Ports.free()));
        server.restart();

        assertThat(leftover.process().isAlive()).isFalse();
        assertThat(server.process().isAlive()).isTrue();
        server.kill();
    }

    @Test
    void letsARoleReachItsOwnSchemaOnly() throws Exception {
        try (Connection owner = connect("account");
                Connection stranger = connect("ledger")) {
            execute(owner, "create table secret (n int)");

            assertThatThrownBy(() -> execute(stranger, "select * from account.secret"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied for schema account");
            assertThatThrownBy(() -> execute(stranger, "create table public.mine (n int)"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied for schema public");
        }
    }

    @Test
    void letsARoleTerminateItsOwnBackends() throws Exception {
        try (Connection frozen = connect("ledger");
                Connection successor = connect("ledger")) {
            String backend = value(frozen, "select pg_backend_pid()");

            assertThat(value(successor, "select pg_terminate_backend(" + backend + ", 5000)"))
                    .isEqualTo("t");
            assertThatThrownBy(() -> execute(frozen, "select 1")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void isDurableAndChecksItsPages() throws Exception {
        try (Connection connection = connect("query")) {
            assertThat(value(connection, "show fsync")).isEqualTo("on");
            assertThat(value(connection, "show synchronous_commit")).isEqualTo("on");
            assertThat(value(connection, "show full_page_writes")).isEqualTo("on");
            assertThat(value(connection, "show data_checksums")).isEqualTo("on");
            assertThat(value(connection, "show server_encoding")).isEqualTo("UTF8");
        }
    }

    @Test
    void givesEachTestClassADatabaseOfItsOwn() throws Exception {
        try (Connection one = connect("query")) {
            execute(one, "create table mine (n int)");
        }

        TestDatabase another = TestServers.freshDatabase();

        try (Connection two =
                DriverManager.getConnection(another.jdbcUrl("query"), "query", "query")) {
            assertThat(value(two, "select to_regclass('mine') is null")).isEqualTo("t");
        }
    }

    private Connection connect(String schema) throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(schema), database.username(schema), database.password(schema));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }
}
