package dev.kontor.system;

import dev.kontor.local.TestDatabase;
import dev.kontor.local.TestServers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A running Kontor: two instances of request-service, one of each other service. Started once for
/// all tests of the build, and gone with the JVM.
final class KontorSystem {
    private static @Nullable KontorSystem shared;

    private final ServiceProcess requests;
    private final ServiceProcess otherRequests;
    private final ServiceProcess ledger;
    private final ServiceProcess accounts;
    private final ServiceProcess queries;

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

    /// Whether every processor has applied all that there is.
    boolean hasNothingToDo() {
        for (ServiceProcess processor : List.of(ledger, accounts, queries)) {
            for (JsonNode partition :
                    new Api(processor.url()).get("/v1/status").body().at("/partitions")) {
                if (partition.at("/lag").asLong() > 0) {
                    return false;
                }
            }
        }
        return true;
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
