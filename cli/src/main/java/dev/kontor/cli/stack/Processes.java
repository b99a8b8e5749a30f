package dev.kontor.cli.stack;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The processes that belong to one `.kontor` folder.
///
/// Ids are used again and names are everybody's, so a process counts only if an argument of its
/// command line names the folder.
final class Processes {

    private static final Duration END_OF_KILLED = Duration.ofSeconds(10);

    private final Home home;

    Processes(Home home) {
        this.home = home;
    }

    /// JVM options that mark a process as belonging here.
    List<String> marks(String name) {
        return List.of(homeMark(), partMark(name));
    }

    /// The process of that id, if it lives and belongs here.
    Optional<ProcessHandle> find(long pid) {
        return pid <= 0 ? Optional.empty() : ProcessHandle.of(pid).filter(this::belongsHere);
    }

    /// Whether there are any but this one.
    boolean any() {
        return all().findAny().isPresent();
    }

    /// Stops what is left of an earlier start: what uses the log and the database before these.
    ///
    /// @return how many there were
    int stopAll(Duration patience) throws InterruptedException {
        List<ProcessHandle> all = all().toList();
        List<ProcessHandle> kafka = all.stream().filter(this::isKafka).toList();
        List<ProcessHandle> postgres = all.stream().filter(this::isPostgres).toList();
        List<ProcessHandle> others =
                all.stream()
                        .filter(process -> !kafka.contains(process) && !postgres.contains(process))
                        .toList();
        for (List<ProcessHandle> group : List.of(others, kafka, postgres)) {
            stop(group, patience);
        }
        return all.size();
    }

    /// Asks processes to stop, all at once, and kills those that have not in time.
    static void stop(List<ProcessHandle> processes, Duration patience) throws InterruptedException {
        processes.forEach(ProcessHandle::destroy);
        long deadline = System.nanoTime() + patience.toNanos();
        for (ProcessHandle process : processes) {
            if (!ended(process, deadline)) {
                process.destroyForcibly();
                ended(process, System.nanoTime() + END_OF_KILLED.toNanos());
            }
        }
    }

    private static boolean ended(ProcessHandle process, long deadline) throws InterruptedException {
        while (isRunning(process)) {
            if (System.nanoTime() >= deadline) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return true;
    }

    /// A process that has ended but that nobody asked about yet has no command line any more.
    static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private Stream<ProcessHandle> all() {
        long own = ProcessHandle.current().pid();
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != own)
                .filter(this::belongsHere);
    }

    private boolean belongsHere(ProcessHandle process) {
        return hasArgument(process, homeMark()) || isPostgres(process);
    }

    private boolean isKafka(ProcessHandle process) {
        return hasArgument(process, partMark(Part.KAFKA.partName()));
    }

    private boolean isPostgres(ProcessHandle process) {
        return hasArgument(process, home.postgres().resolve("data").toString());
    }

    /// A shell that has a command line among its arguments is not that command.
    private static boolean hasArgument(ProcessHandle process, String argument) {
        List<String> arguments = process.info().arguments().map(Arrays::asList).orElse(List.of());
        return arguments.contains(argument) && !arguments.getFirst().equals("-c");
    }

    private String homeMark() {
        return "-Dkontor.home=" + home.folder();
    }

    private static String partMark(String name) {
        return "-Dkontor.part=" + name;
    }
}
