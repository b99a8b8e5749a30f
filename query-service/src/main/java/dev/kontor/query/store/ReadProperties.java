package dev.kontor.query.store;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How reads are served.
///
/// @param connections database connections for reads; who finds all of them busy waits for one
/// @param statementTimeout after which a query is given up and the request answered 503
/// @param waitingRequests how many requests may wait for a view at the same time; a waiting request
///     holds no database connection. One more is answered 503.
@ConfigurationProperties("kontor.reads")
public record ReadProperties(
        @DefaultValue("8") int connections,
        @DefaultValue("5s") Duration statementTimeout,
        @DefaultValue("2000") int waitingRequests) {
    public ReadProperties {
        if (connections < 1 || connections > 200) {
            throw new IllegalArgumentException("kontor.reads.connections must be 1 to 200");
        }
        if (statementTimeout.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "kontor.reads.statement-timeout must be a millisecond or more");
        }
        if (waitingRequests < 0) {
            throw new IllegalArgumentException(
                    "kontor.reads.waiting-requests must not be negative");
        }
    }
}
