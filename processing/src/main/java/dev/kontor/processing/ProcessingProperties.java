package dev.kontor.processing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How a service processes its source topics.
///
/// @param maxPollRecords the most records that one transaction applies. More means fewer round
///     trips for each and more work to repeat when an owner dies.
/// @param highLag records waiting above which a lag that does not shrink makes the service unready
@ConfigurationProperties("kontor.processing")
public record ProcessingProperties(
        @DefaultValue("5000") int maxPollRecords, @DefaultValue("10000") long highLag) {
    public ProcessingProperties {
        if (maxPollRecords < 1 || maxPollRecords > 50_000) {
            throw new IllegalArgumentException(
                    "kontor.processing.max-poll-records must be 1 to 50000");
        }
        if (highLag < 0) {
            throw new IllegalArgumentException("kontor.processing.high-lag must not be negative");
        }
    }
}
