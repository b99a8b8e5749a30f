package dev.kontor.cli;

import dev.kontor.cli.console.Failure;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// The program. Its commands end with status 0 if all went well, 1 if not, 2 if the command line
/// was not understood; what else there is, the command says.
@Command(
        name = "kontor",
        mixinStandardHelpOptions = true,
        versionProvider = Kontor.Version.class,
        description = "Runs Kontor on this machine, and speaks to it here or anywhere.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            AccountCommand.class,
            TransferCommand.class,
            LoadCommand.class,
            LogCommand.class,
            RebuildCommand.class,
            DeadLettersCommand.class,
            SuperviseCommand.class
        },
        footer = "In a checkout there is ./kontor simulate as well, which tests it.")
public final class Kontor implements Runnable {

    /// Set on the JVM's command line to see where a failure comes from.
    private static final String TRACE = "kontor.trace";

    @Spec private @Nullable CommandSpec spec;

    /// The program.
    public static void main(String... arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Kontor())
                .setParameterExceptionHandler(Kontor::misunderstood)
                .setExecutionExceptionHandler(Kontor::failed);
    }

    /// Without a command: says which there are.
    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Name a command.");
        }
    }

    private static int misunderstood(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(failure.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
            String name = command.getCommandSpec().qualifiedName();
            err.println("`" + name + " --help` tells what it takes.");
        }
        err.flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static int failed(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (Boolean.getBoolean(TRACE)) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            err.print(trace);
        } else if (failure instanceof Failure) {
            err.println(failure.getMessage());
        } else {
            err.println(
                    "Kontor failed as it should not: %s. JAVA_TOOL_OPTIONS=-D%s=true shows where."
                            .formatted(failure, TRACE));
        }
        err.flush();
        return 1;
    }

    /// The version of the build.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Kontor.class.getPackage().getImplementationVersion();
            return new String[] {"kontor " + (version == null ? "(not packaged)" : version)};
        }
    }
}
