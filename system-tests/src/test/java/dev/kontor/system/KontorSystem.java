package dev.kontor.system;

import dev.kontor.local.Ports;
import dev.kontor.local.ServiceJar;
import dev.kontor.local.TestDatabase;
import dev.kontor.local.TestServers;
import dev.kontor.local.services.Service;
import dev.kontor.local.services.ServiceKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A running Kontor: two instances of request-service, one of each other service. Started once for
/// all tests of the build, and gone with the JVM.
final class KontorSystem {
    private static final Path BUILD = Path.of("..").toAbsolutePath().normalize();
    private static final Path LOGS = Path.of("target", "logs");
    private static final List<String> JVM_OPTIONS =
            TestServers.ARE_LONG_LIVED ? List.of("-XX:TieredStopAtLevel=4") : List.of();

    private static @Nullable KontorSystem shared;

    private final Service requests;
    private final Service otherRequests;
    private final Service ledger;
    private final Service accounts;
    private final Service queries;
    private final Standstill standstill;
    private final TestDatabase database;
    private final String bootstrapServers;

    private KontorSystem(TestDatabase database, String bootstrapServers) {
        this.database = database;
        this.bootstrapServers = bootstrapServers;
        queries = processor(ServiceKind.QUERY_SERVICE, database, bootstrapServers);
        ledger = processor(ServiceKind.LEDGER_PROCESSOR, database, bootstrapServers);
        accounts = processor(ServiceKind.ACCOUNT_SERVICE, database, bootstrapServers);
        String readUrl = "--kontor.read-url=" + queries.url();
        List<String> settings = List.of(kafka(bootstrapServers), readUrl);
        requests = service(ServiceKind.REQUEST_SERVICE, "request-service", settings);
        otherRequests = service(ServiceKind.REQUEST_SERVICE, "request-service-2", settings);
        standstill = new Standstill(List.of(ledger.url(), accounts.url(), queries.url()), database);
    }

    private static Service processor(
            ServiceKind kind, TestDatabase database, String bootstrapServers) {
        return service(kind, kind.module(), servers(kind, database, bootstrapServers));
    }

    private static List<String> servers(
            ServiceKind kind, TestDatabase database, String bootstrapServers) {
        String schema = kind.schema().orElseThrow();
        return List.of(
                kafka(bootstrapServers),
                "--spring.datasource.url=" + database.jdbcUrl(schema),
                "--spring.datasource.username=" + database.username(schema),
                "--spring.datasource.password=" + database.password(schema));
    }

    /// Builds the state of a processor again beside the live one.
    ///
    /// @param mode what becomes of it
    /// @return what was said, and below it the status that it ended with
    String rebuild(ServiceKind kind, String mode) {
        List<String> settings = new ArrayList<>(servers(kind, database, bootstrapServers));
        settings.add("--kontor.rebuild.mode=" + mode);
        List<String> options = new ArrayList<>(JVM_OPTIONS);
        options.add("-Xmx1g");
        return runToItsEnd(new ServiceJar(kind.jar(BUILD)).command(options, settings));
    }

    private static String runToItsEnd(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return said + "status " + process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a program runs", e);
        }
    }

    private static Service service(ServiceKind kind, String name, List<String> settings) {
        ServiceJar jar = new ServiceJar(kind.jar(BUILD));
        return new Service(kind, name, jar, Ports.free(), LOGS, JVM_OPTIONS, settings);
    }

    private static String kafka(String bootstrapServers) {
        return "--spring.kafka.bootstrap-servers=" + bootstrapServers;
    }

    static synchronized KontorSystem running() {
        if (shared == null) {
            KontorSystem system =
                    new KontorSystem(TestServers.database(), TestServers.bootstrapServers());
            List<Service> all = new ArrayList<>(system.all());
            all.forEach(service -> service.server().start());
            all.forEach(service -> service.server().awaitReady());
            shared = system;
        }
        return shared;
    }

    private List<Service> all() {
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

    Service ledgerProcessor() {
        return ledger;
    }

    Service accountService() {
        return accounts;
    }
}
