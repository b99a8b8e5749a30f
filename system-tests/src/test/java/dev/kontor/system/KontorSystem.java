package dev.kontor.system;

import dev.kontor.local.TestDatabase;
import dev.kontor.local.TestServers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A running Kontor: two instances of request-service, one of each other service. Started once for
/// all tests of the build, and gone with the JVM.
final class KontorSystem {
    private static @Nullable KontorSystem shared;

    private final ServiceProcess requests;
    private final ServiceProcess otherRequests;
    private final ServiceProcess ledger;
    private final ServiceProcess accounts;
    private final ServiceProcess queries;
    private final Standstill standstill;

    private KontorSystem(TestDatabase database, String bootstrapServers) {
        queries = processor("query-service", "query", database, bootstrapServers);
        ledger = processor("ledger-processor", "ledger", database, bootstrapServers);
        accounts = processor("account-service", "account", database, bootstrapServers);
        String readUrl = "--kontor.read-url=" + queries.url();
        String kafka = "--spring.kafka.bootstrap-servers=" + bootstrapServers;
        requests =
                new ServiceProcess("request-service", "request-service", List.of(kafka, readUrl));
        otherRequests =
                new ServiceProcess("request-service", "request-service-2", List.of(kafka, readUrl));
        standstill = new Standstill(List.of(ledger.url(), accounts.url(), queries.url()), database);
    }

    private static ServiceProcess processor(
            String module, String schema, TestDatabase database, String bootstrapServers) {
        return new ServiceProcess(
                module,
                module,
                List.of(
                        "--spring.kafka.bootstrap-servers=" + bootstrapServers,
                        "--spring.datasource.url=" + database.jdbcUrl(schema),
                        "--spring.datasource.username=" + database.username(schema),
                        "--spring.datasource.password=" + database.password(schema)));
    }

    static synchronized KontorSystem running() {
        if (shared == null) {
            KontorSystem system =
                    new KontorSystem(TestServers.database(), TestServers.bootstrapServers());
            List<ServiceProcess> all = new ArrayList<>(system.all());
            all.forEach(ServiceProcess::start);
            all.forEach(ServiceProcess::awaitReady);
            shared = system;
        }
        return shared;
    }

    private List<ServiceProcess> all() {
        return List.of(ledger, accounts, queries, requests, otherRequests);
    }

    /// See [Standstill].
    boolean hasNothingToDo() {
        return standstill.isReached();
    }

    Api requests() {
        return new Api(requests.url());
    }

    Api otherRequests() {
        return new Api(otherRequests.url());
    }

    Api queries() {
        return new Api(queries.url());
    }

    ServiceProcess ledgerProcessor() {
        return ledger;
    }

    ServiceProcess accountService() {
        return accounts;
    }
}
