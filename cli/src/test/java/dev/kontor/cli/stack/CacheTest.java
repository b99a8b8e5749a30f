package dev.kontor.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.local.JarKey;
import dev.kontor.local.Jvm;
import dev.kontor.local.Launch;
import dev.kontor.local.StartCache;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {

    @TempDir private Path folder = Path.of("");

    @Test
    void fillsAFolderOnce() throws Exception {
        Path first = cache().folder("app", "k", path -> Files.writeString(path.resolve("f"), "1"));
        Path again = cache().folder("app", "k", path -> Files.writeString(path.resolve("f"), "2"));
        assertThat(again).isEqualTo(first);
        assertThat(first.resolve("f")).hasContent("1");
    }

    @Test
    void keepsNothingOfAFailedFilling() throws Exception {
        assertThatThrownBy(() ->
                        cache().folder(
                                        "app",
                                        "k",
                                        path -> {
                                            throw new IOException("disk full");
                                        }))
                .hasMessage("disk full");
        Path filled = cache().folder("app", "k", path -> Files.createFile(path.resolve("f")));
        cache().deleteOthers("app", filled);
        try (var left = Files.list(new Home(folder).cache())) {
            assertThat(left).containsExactly(filled);
        }
    }

    @Test
    void deletesOlderBuilds() throws Exception {
        Path old = cache().folder("app", "old", path -> Files.createFile(path.resolve("f")));
        Path other = cache().folder("other", "old", path -> {});
        Path now = cache().folder("app", "new", path -> {});
        cache().deleteOthers("app", now);
        assertThat(old).doesNotExist();
        assertThat(other).exists();
        assertThat(now).exists();
    }

    @Test
    void namesAJarByWhatIsInIt() throws Exception {
        Path jar = jar("a.jar", Map.of("A.class", "a", "B.class", "b"));
        String key = JarKey.of(jar, List.of("25"));
        assertThat(JarKey.of(jar("b.jar", Map.of("A.class", "a", "B.class", "b")), List.of("25")))
                .isEqualTo(key);
        assertThat(JarKey.of(jar("c.jar", Map.of("A.class", "a", "B.class", "c")), List.of("25")))
                .isNotEqualTo(key);
        assertThat(JarKey.of(jar, List.of("26"))).isNotEqualTo(key);
    }

    @Test
    void readsAStartCacheOnlyWhenItsWriterEndedInOrder() throws Exception {
        StartCache cache = new StartCache(folder.resolve("start.aot"));
        Path unfinished = folder.resolve("start.aot.unfinished");
        assertThat(cache.writing())
                .containsExactly(Jvm.QUICK_START, "-XX:AOTCacheOutput=" + unfinished);
        Files.writeString(unfinished, "half");
        assertThat(cache.reading()).containsExactly(Jvm.QUICK_START);

        cache.writing();
        assertThat(unfinished).doesNotExist();
        cache.make(writer("echo half > %s; exit 1".formatted(unfinished)));
        assertThat(cache.reading()).containsExactly(Jvm.QUICK_START);

        Path ready = folder.resolve("ready");
        cache.make(
                writer(
                        "trap 'echo whole > %s; exit' TERM; touch %s; while :; do sleep 0.05; done"
                                .formatted(unfinished, ready)));
        assertThat(cache.reading())
                .contains("-XX:AOTCache=" + folder.resolve("start.aot"))
                .doesNotContain(Jvm.QUICK_START);
        assertThat(folder.resolve("start.aot")).content().isEqualTo("whole\n");
    }

    /// Ready as soon as there is a file of that name.
    private Launch writer(String script) {
        return new Launch(
                "writer",
                List.of("/bin/sh", "-c", script),
                Map.of(),
                folder.resolve("writer.log"),
                () -> Files.exists(folder.resolve("ready")),
                Duration.ofMinutes(1),
                Launch.StopSignal.TERM);
    }

    private Cache cache() {
        return new Cache(new Home(folder));
    }

    private Path jar(String name, Map<String, String> entries) throws IOException {
        Path jar = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : new TreeMap<>(entries).entrySet()) {
                ZipEntry file = new ZipEntry(entry.getKey());
                file.setTime(System.nanoTime());
                zip.putNextEntry(file);
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }
}
