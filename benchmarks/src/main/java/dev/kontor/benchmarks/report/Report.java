package dev.kontor.benchmarks.report;

import java.util.List;

/// A whole run.
///
/// @param machine what it ran on
/// @param commit of the code that ran, with `+` if it was changed since
/// @param profile how much of it was run
/// @param jvmOptions that were added to those of `./kontor up`
/// @param at when it began
public record Report(
        String machine,
        String commit,
        String profile,
        List<String> jvmOptions,
        String at,
        List<Result> results) {

    public Report {
        jvmOptions = List.copyOf(jvmOptions);
        results = List.copyOf(results);
    }

    /// Whether all figures count.
    public boolean isSound() {
        return results.stream().allMatch(each -> each.faults().isEmpty());
    }
}
