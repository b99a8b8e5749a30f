package dev.kontor.processing;

import java.util.List;

/// Who watches a shell: metrics, health, status. Called on the shell's thread.
interface ShellObserver {
    void partitions(List<PartitionState> states);

    void applied(int records, long nanos);

    void claimed(int partition);

    void fenced(int partition);
}
