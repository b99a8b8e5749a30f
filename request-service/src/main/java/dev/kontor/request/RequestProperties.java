package dev.kontor.request;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What an operator can set of request-service, below `kontor.`.
///
/// @param readUrl where clients reach query-service: the base of every `Location`
/// @param maxHints accounts whose facts are kept in memory, about 50 bytes each; transfers to
///     further ones cost one more step, a probe
/// @param maxRequests single writes under way at once, of 140 KB each where their clients are slow;
///     further ones are refused (503). When more than half of them are, none waits for its outcome
///     any more (202)
/// @param maxRate writes a second, lines of bulks included: single ones beyond are refused (429),
///     bulks are read more slowly; 0: as many as come
/// @param maxWaiters requests that wait for their outcome at once: so many for each of transfers,
///     accounts and the commands on either; further ones are answered without it (202). With 0
///     nobody waits
/// @param bulkWindow lines of one bulk that are on their way at once
/// @param maxBulks bulks at once, of 6 MB each where their clients do not read; further ones are
///     refused (503)
@ConfigurationProperties("kontor")
public record RequestProperties(
        @DefaultValue("http://localhost:8081") URI readUrl,
        @DefaultValue("1000000") int maxHints,
        @DefaultValue("1000") int maxRequests,
        @DefaultValue("0") int maxRate,
        @DefaultValue("20000") int maxWaiters,
        @DefaultValue("2000") int bulkWindow,
        @DefaultValue("16") int maxBulks) {

    public RequestProperties {
        if (!readUrl.isAbsolute() || readUrl.getRawQuery() != null) {
            throw new IllegalArgumentException("kontor.read-url must be absolute: " + readUrl);
        }
        if (maxRequests < 1 || maxRate < 0) {
            throw new IllegalArgumentException(
                    "kontor.max-requests must be positive, and max-rate not negative");
        }
        if (maxWaiters < 0) {
            throw new IllegalArgumentException("kontor.max-waiters must not be negative");
        }
        if (bulkWindow < 1 || maxBulks < 1) {
            throw new IllegalArgumentException("kontor.bulk-window and max-bulks must be positive");
        }
    }

    /// @return the absolute address of what is read at `path`
    public String readAddress(String path) {
        String base = readUrl.toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }
}
