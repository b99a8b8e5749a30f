package dev.kontor.query.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.query.ViewDatabase;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.List;

/// How statements would be executed.
final class Plans {
    private Plans() {}

    /// Asserts that no table is read whole, and nothing sorted.
    static void assertIndexed(ViewDatabase database, Statement statement, String index) {
        assertThat(plan(database, statement))
                .contains(index)
                .doesNotContain("Seq Scan")
                .doesNotContain("Sort  (");
    }

    /// Asserts that no table is read whole but that of open transfers, and that nothing is sorted
    /// but what such reads have come to.
    static void assertIndexedButForOpenTransfers(
            ViewDatabase database, Statement statement, String index) {
        assertThat(plan(database, statement))
                .contains(index)
                .doesNotContainPattern("Seq Scan on (?!open_transfer)")
                .doesNotContainPattern("Sort  [^>]*->[^>]*on transfer");
    }

    private static String plan(ViewDatabase database, Statement statement) {
        List<String> plan =
                database.reads()
                        .read(connection ->
                                statement.rows(explaining(connection), row -> row.getString(1)));
        return String.join("\n", plan);
    }

    /// Tells how statements would be executed in place of executing them.
    private static Connection explaining(Connection connection) {
        return (Connection)
                Proxy.newProxyInstance(
                        Plans.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (_, method, arguments) -> {
                            if (method.getName().equals("prepareStatement")) {
                                arguments[0] = "explain " + arguments[0];
                            }
                            return method.invoke(connection, arguments);
                        });
    }
}
