package dev.kontor.processing;

import java.util.List;
import java.util.Map;

/// Compares what a state was built from with the log as it is now.
interface LogCheck {
    /// @return for each partition that must not run, which of the two to restore and why
    Map<Integer, String> faults(List<Claim> claims);
}
