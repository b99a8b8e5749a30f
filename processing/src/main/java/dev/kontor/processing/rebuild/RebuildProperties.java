package dev.kontor.processing.rebuild;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What an operator asks for, below `kontor.rebuild`.
///
/// @param mode what to do; a service that is not told builds nothing again, and serves
/// @param restart begins anew, whatever an interrupted rebuild has left
/// @param evenIfDifferent switches although the states differ
/// @param threads how many apply each topic at once, each its share of the partitions
/// @param liveSchema where the service keeps its state; found in `spring.datasource.url`
/// @param schema where the state is built again
@ConfigurationProperties("kontor.rebuild")
public record RebuildProperties(
        Mode mode,
        @DefaultValue("false") boolean restart,
        @DefaultValue("false") boolean evenIfDifferent,
        @DefaultValue("2") int threads,
        String liveSchema,
        String schema) {

    /// What becomes of the state that is built again.
    public enum Mode {
        /// Compared with the live one, and removed if it is equal.
        VERIFY,
        /// Compared, and put in the live one's place.
        SWITCH,
        /// Removed: what an earlier rebuild has left.
        DISCARD
    }

    public RebuildProperties {
        if (threads < 1 || threads > 64) {
            throw new IllegalArgumentException("kontor.rebuild.threads must be 1 to 64");
        }
    }
}
