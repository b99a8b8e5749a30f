package dev.kontor.cli.stack;

import dev.kontor.local.Launch;
import dev.kontor.local.LocalKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Starts the broker.
final class KafkaPlan implements LaunchPlan {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PATIENCE_WHILE_CACHING = Duration.ofMinutes(2);

    private final Home home;
    private final LocalKafka kafka;
    private final StartCache startCache;
    private final int port;

    /// @param cache where its start-up cache is kept
    KafkaPlan(Home home, LocalKafka kafka, Path cache, int port) {
        this.home = home;
        this.kafka = kafka;
        this.startCache = new StartCache(cache.resolve("start.aot"));
        this.port = port;
    }

    @Override
    public Launch next() throws IOException, InterruptedException {
        Launch plain = kafka.prepare().launch(port);
        List<String> command = new ArrayList<>(plain.command());
        List<String> options = new ArrayList<>(new Processes(home).marks(Part.KAFKA.partName()));
        options.addAll(startCache.options());
        command.addAll(1, options);
        return new Launch(
                plain.name(),
                command,
                plain.environment(),
                home.log(Part.KAFKA),
                plain.readiness(),
                plain.maxWait(),
                plain.stopSignal());
    }

    @Override
    public void endedInOrder() throws IOException {
        startCache.keep();
    }

    @Override
    public Duration patience() {
        return startCache.isMissing() ? PATIENCE_WHILE_CACHING : PATIENCE;
    }

    /// The folder of the start-up cache, another one for each build and JDK.
    static Path cacheFolder(Path kafkaLibraries, Cache cache)
            throws IOException, InterruptedException {
        List<String> context = new ArrayList<>(List.of(Jvm.version()));
        try (var libraries = Files.list(kafkaLibraries)) {
            libraries.map(Path::toString).sorted().forEach(context::add);
        }
        String key = JarKey.of(ownJarOfLocal(), context);
        Path folder = cache.folder("kafka", key, unfinished -> {});
        cache.deleteOthers("kafka", folder);
        return folder;
    }

    private static Path ownJarOfLocal() {
        return Path.of(
                LocalKafka.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    }
}
