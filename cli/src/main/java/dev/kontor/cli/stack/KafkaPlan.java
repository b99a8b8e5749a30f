package dev.kontor.cli.stack;

import dev.kontor.local.Folders;
import dev.kontor.local.JarKey;
import dev.kontor.local.Jvm;
import dev.kontor.local.Launch;
import dev.kontor.local.LocalKafka;
import dev.kontor.local.Ports;
import dev.kontor.local.StartCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Starts the broker.
final class KafkaPlan implements LaunchPlan {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Home home;
    private final Path libraries;
    private final int port;
    private final Path cacheFolder;
    private final StartCache startCache;

    /// @param libraries the folder of the broker's jars
    /// @param port it listens on
    KafkaPlan(Home home, Path libraries, int port, Cache cache)
            throws IOException, InterruptedException {
        this.home = home;
        this.libraries = libraries;
        this.port = port;
        this.cacheFolder = cache.folder("kafka", key(libraries), _ -> {});
        this.startCache = new StartCache(cacheFolder.resolve("start.aot"));
        cache.deleteOthers("kafka", cacheFolder);
    }

    private static String key(Path libraries) throws IOException {
        List<String> context = new ArrayList<>(List.of(Jvm.version()));
        try (Stream<Path> jars = Files.list(libraries)) {
            jars.map(jar -> jar.getFileName().toString()).sorted().forEach(context::add);
        }
        return JarKey.of(LocalKafka.ownClasses(), context);
    }

    @Override
    public Launch next() throws IOException, InterruptedException {
        LocalKafka kafka = new LocalKafka(home.kafka(), libraries).prepare();
        return launch(kafka, port, startCache.reading(), home.log(Part.KAFKA));
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    /// Makes the start-up cache, once for each version: a broker without any data comes up and
    /// ends. If that fails, each start takes longer, which is all.
    void prepare() throws IOException, InterruptedException {
        Path folder = cacheFolder.resolve("empty");
        LocalKafka empty = new LocalKafka(folder, libraries).prepare();
        Path log = cacheFolder.resolve("prepare.log");
        Launch launch = launch(empty, Ports.free(), startCache.writing(), log);
        try {
            startCache.make(launch);
        } finally {
            Folders.delete(folder);
        }
    }

    boolean isPrepared() {
        return !startCache.isMissing();
    }

    private Launch launch(LocalKafka kafka, int on, List<String> options, Path log) {
        List<String> all = new ArrayList<>(new Processes(home).marks(Part.KAFKA.partName()));
        all.addAll(options);
        all.addAll(Jvm.optionsOfTheUser());
        Launch plain = kafka.launch(on, all);
        return new Launch(
                plain.name(),
                plain.command(),
                plain.environment(),
                log,
                plain.readiness(),
                plain.maxWait(),
                plain.stopSignal());
    }
}
