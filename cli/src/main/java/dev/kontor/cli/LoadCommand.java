package dev.kontor.cli;

import dev.kontor.cli.client.BulkLoad;
import dev.kontor.cli.client.BulkSummary;
import dev.kontor.cli.console.Failure;
import dev.kontor.cli.console.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = {
            "Sends transfers from a file: one JSON object a line, as the API takes them.",
            "Lines of unknown fate are sent again; sending the whole file again is safe too."
        },
        footer =
                "Ends with status 0 only if every line was taken: none invalid, in conflict, or of"
                        + " unknown fate.")
final class LoadCommand implements Callable<Integer> {

    /// More than these are counted, but not shown one by one.
    private static final int MAX_TROUBLES_SHOWN = 20;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Mixin private Place place = new Place();
    @Mixin private Target target = new Target();

    @Parameters(paramLabel = "FILE", description = "The file, or - for standard input.")
    private String file = "";

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description =
                    "Wait for each transfer's outcome, up to 30. Default: only until it is"
                            + " recorded.")
    private @Nullable Integer wait;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = Output.errorsOf(spec);
        Progress progress = new Progress(err, Progress.onTerminal());
        try (InputStream in = open()) {
            Told told = new Told(err, progress, size());
            String prefer = wait == null ? null : "wait=" + wait;
            BulkSummary summary = load(in, prefer, told);
            progress.clear();
            told.end();
            Output.of(spec).println(summary.describe());
            return summary.isComplete() ? 0 : 1;
        } catch (IOException e) {
            throw new Failure("Cannot read " + file + ": " + e.getMessage(), e);
        } finally {
            progress.clear();
        }
    }

    private BulkSummary load(InputStream in, @Nullable String prefer, Told told)
            throws InterruptedException {
        try (Interruption _ = new Interruption(told::interrupted)) {
            return new BulkLoad(target.write(place), prefer, PAUSE, told).run(in);
        }
    }

    private InputStream open() throws IOException {
        if (file.equals("-")) {
            return System.in;
        }
        try {
            return Files.newInputStream(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new Failure("There is no file " + file + ".", e);
        }
    }

    /// @return bytes; 0 where that is not known
    private long size() throws IOException {
        return file.equals("-") || !Files.isRegularFile(Path.of(file))
                ? 0
                : Files.size(Path.of(file));
    }

    /// Says something if the program is ended meanwhile, by Ctrl-C for example.
    private static final class Interruption implements AutoCloseable {

        private final Thread hook;

        Interruption(Runnable tell) {
            this.hook = new Thread(tell, "interruption");
            Runtime.getRuntime().addShutdownHook(hook);
        }

        @Override
        public void close() {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // It is ending, and has said so.
            }
        }
    }

    /// Shows how far the load is, and the first few troubles.
    private static final class Told implements BulkLoad.Listener {

        private final PrintWriter err;
        private final Progress progress;
        private final long size;
        private long troubles;
        private volatile long answered;

        Told(PrintWriter err, Progress progress, long size) {
            this.err = err;
            this.progress = progress;
            this.size = size;
        }

        @Override
        public void progressed(long lines, long bytes) {
            answered = lines;
            progress.update(lines, size == 0 ? -1 : (double) bytes / size);
        }

        @Override
        public void trouble(String text) {
            if (++troubles <= MAX_TROUBLES_SHOWN) {
                progress.clear();
                err.println(text);
                err.flush();
            }
        }

        void interrupted() {
            progress.clear();
            err.printf(
                    Locale.ROOT,
                    "Interrupted: %,d lines were answered. To load the file again is safe, whatever"
                            + " became of the others.%n",
                    answered);
            err.flush();
        }

        void end() {
            if (troubles > MAX_TROUBLES_SHOWN) {
                err.println("and " + (troubles - MAX_TROUBLES_SHOWN) + " more");
                err.flush();
            }
        }
    }
}
