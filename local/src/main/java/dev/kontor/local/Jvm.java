package dev.kontor.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The JDK that runs this, for others to run on.
public final class Jvm {

    /// Compression codecs load native code and Protobuf reads memory its own way, both of which
    /// Java would warn of.
    public static final List<String> LIBRARIES_AT_EASE =
            List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    /// For what does not live long, or has to come up without a start-up cache: the better compiler
    /// costs half of such a start.
    public static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    /// An environment variable with more JVM options for the services and the broker.
    private static final String JAVA_OPTIONS = "KONTOR_JAVA_OPTIONS";

    /// To be put after ours, so they win.
    public static List<String> optionsOfTheUser() {
        String options = System.getenv().getOrDefault(JAVA_OPTIONS, "").strip();
        return options.isEmpty() ? List.of() : List.of(options.split("\\s+"));
    }

    public static String program() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    public static String version() {
        return Runtime.version() + " " + System.getProperty("java.vendor");
    }

    /// Runs a short program to its end.
    public static void run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program(), QUICK_START));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", arguments) + ": " + output.strip());
        }
    }

    private Jvm() {}
}
