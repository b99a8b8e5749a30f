package dev.kontor.cli.stack;

import dev.kontor.cli.console.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;

/// The state as a file that is always whole: one process writes it, any may read it.
final class StateFile {

    private final Path file;
    private StackState state;

    StateFile(Home home) {
        this.file = home.state();
        this.state = read(home);
    }

    /// What is written there; a file that is missing or damaged is as one never written.
    static StackState read(Home home) {
        try {
            return Json.read(Files.readString(home.state()), StackState.class);
        } catch (NoSuchFileException | JacksonException e) {
            return StackState.NEW;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + home.state(), e);
        }
    }

    synchronized StackState get() {
        return state;
    }

    /// Changes the state, in memory and in the file.
    synchronized void update(UnaryOperator<StackState> change) {
        state = change.apply(state);
        Path written = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(written, Json.pretty(state) + "\n");
            Files.move(
                    written,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // The file is for onlookers: what runs goes on with a full disk too.
            System.err.println("cannot write " + file + ": " + e);
        }
    }
}
