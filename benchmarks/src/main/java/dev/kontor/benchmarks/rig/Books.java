package dev.kontor.benchmarks.rig;

import dev.kontor.local.services.ServiceKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the views of a Kontor say of all its money.
public final class Books implements AutoCloseable {
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<ServiceKind> READERS =
            List.of(
                    ServiceKind.LEDGER_PROCESSOR,
                    ServiceKind.ACCOUNT_SERVICE,
                    ServiceKind.QUERY_SERVICE);

    /// @param sum of all entries
    /// @param inFlight money that has left one account and not reached the other
    public record Balance(long accounts, long entries, long sum, long inFlight) {
        /// Two entries make a transfer of two accounts.
        public long transfers() {
            return entries / 2;
        }
    }

    private final Kontor kontor;
    private final HttpClient client = HttpClient.newHttpClient();

    public Books(Kontor kontor) {
        this.kontor = kontor;
    }

    public Balance balance() throws IOException, InterruptedException {
        JsonNode all = get(kontor.url(ServiceKind.QUERY_SERVICE).resolve("/v1/trial-balance"));
        JsonNode one = all.at("/data/0");
        return new Balance(
                one.path("accounts").asLong(0),
                one.path("entries").asLong(0),
                one.path("sum").asLong(0),
                one.path("in_flight").asLong(0));
    }

    /// Waits until the views show so much, and nothing is left to be read by anybody.
    ///
    /// @return what they show then, or when patience ended
    public Balance await(long accounts, long entries, Duration patience)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        Balance seen = balance();
        while (System.nanoTime() < end
                && (seen.accounts() < accounts || seen.entries() < entries || lag() > 0)) {
            LockSupport.parkNanos(POLL_NANOS);
            seen = balance();
        }
        return balance();
    }

    private long lag() {
        return READERS.stream().mapToLong(kind -> lag(kontor.service(kind).status())).sum();
    }

    /// One that says nothing may have everything left to read.
    static long lag(String status) {
        try {
            JsonNode partitions = JSON.readTree(status).at("/partitions");
            if (partitions.isEmpty()) {
                return Long.MAX_VALUE / READERS.size();
            }
            return partitions.valueStream().mapToLong(each -> each.path("lag").asLong(0)).sum();
        } catch (JacksonException e) {
            return Long.MAX_VALUE / READERS.size();
        }
    }

    private JsonNode get(URI uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).build();
        return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
    }

    @Override
    public void close() {
        client.close();
    }
}
