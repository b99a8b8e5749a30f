package dev.kontor.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The jar of a service, unpacked, from which it starts in half the time, and with the start-up
/// cache beside it in a quarter.
public final class ServiceJar {
    /// Measured with room: under load a service holds 150 MB of live data at most.
    public static final int HEAP_MEGABYTES = 384;

    private static final String HEAP = "-Xmx" + HEAP_MEGABYTES + "m";

    private final Path jar;
    private final StartCache startCache;
    private final String classPath;
    private final List<String> program;

    /// @param jar unpacked, or as the build makes it
    public ServiceJar(Path jar) {
        this(jar, jar.toString(), List.of("-jar", jar.toString()));
    }

    private ServiceJar(Path jar, String classPath, List<String> program) {
        this.jar = jar;
        this.classPath = classPath;
        this.startCache = new StartCache(jar.resolveSibling("start.aot"));
        this.program = program;
    }

    /// The same service with some of its classes replaced; it has to be unpacked.
    ///
    /// @param classes a folder of classes that are found before those of the jar, and before what
    ///     stands in front of them already
    /// @param mainClass the service's own
    public ServiceJar behind(Path classes, String mainClass) {
        String all = classes + ":" + classPath;
        return new ServiceJar(jar, all, List.of("-cp", all, mainClass));
    }

    /// What its code is compiled against: the jar itself and all of its libraries; it has to be
    /// unpacked.
    public String classPath() {
        return jar + ":" + jar.resolveSibling("lib") + "/*";
    }

    /// What the start-up cache depends on: the jar's content, the JVM and its settings.
    public static String key(Path packed) throws IOException {
        return JarKey.of(packed, List.of(Jvm.version(), HEAP));
    }

    /// @param packed as the build makes it
    /// @param folder that does not exist yet
    public static void unpack(Path packed, Path folder) throws IOException, InterruptedException {
        Jvm.run(
                "-Djarmode=tools",
                "-jar",
                packed.toString(),
                "extract",
                "--destination",
                folder.toString());
    }

    /// The service, as it runs on one machine.
    ///
    /// @param jvmOptions more of them, which win
    /// @param settings as they stand on the command line, where they win over any environment
    public List<String> command(List<String> jvmOptions, List<String> settings) {
        List<String> options = new ArrayList<>(startCache.reading());
        options.addAll(jvmOptions);
        return program(options, settings);
    }

    private List<String> program(List<String> options, List<String> settings) {
        List<String> command = new ArrayList<>();
        command.add(Jvm.program());
        command.addAll(List.of(HEAP, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(Jvm.LIBRARIES_AT_EASE);
        command.addAll(options);
        command.addAll(program);
        command.addAll(settings);
        return command;
    }

    /// Where what the run that makes the start-up cache says is kept.
    public Path preparationLog() {
        return jar.resolveSibling("prepare.log");
    }

    /// The command for that run.
    public List<String> preparingCommand(List<String> jvmOptions, List<String> settings)
            throws IOException {
        List<String> options = new ArrayList<>(startCache.writing());
        options.addAll(jvmOptions);
        return program(options, settings);
    }

    /// Makes the start-up cache, once for each build: the service does all that it does at a start,
    /// and ends.
    ///
    /// @param launch of [#preparingCommand]
    public void prepare(Launch launch) throws IOException, InterruptedException {
        startCache.make(launch);
    }

    public boolean isPrepared() {
        return !startCache.isMissing();
    }
}
