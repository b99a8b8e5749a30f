package dev.kontor.cli;

import dev.kontor.cli.stack.Installation;
import dev.kontor.cli.stack.Supervisor;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// What `up` starts in the background.
@Command(name = "supervise", hidden = true)
final class SuperviseCommand implements Callable<Integer> {

    @Mixin private Place place = new Place();

    @Override
    public Integer call() throws IOException, InterruptedException {
        return Supervisor.run(place.home(), Installation.here());
    }
}
