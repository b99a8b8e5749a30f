package dev.kontor.processing;

import java.util.List;

/// Who watches a shell: metrics, health, status. Called on the shell's thread.
interface ShellObserver {
    /// The partitions that the group has given, as they are now.
    void seen(List<PartitionState> states);

    void applied(int records, long nanos);

    /// So many of them were dead letters.
    void dead(int records);

    void claimed(int partition);

    void fenced(int partition);
}
