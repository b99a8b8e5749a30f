package dev.kontor.processing.rebuild;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// Which code this is: what it builds, another may not go on building.
final class Build {
    private static final List<String> OWN_CODE =
            List.of("classpath*:dev/kontor/**/*.class", "classpath*:db/**/*.sql");

    private Build() {}

    /// @return the same as long as no class and no migration of Kontor's is another
    static String fingerprint() {
        try {
            PathMatchingResourcePatternResolver resolver =
                    new PathMatchingResourcePatternResolver();
            List<String> hashes = new ArrayList<>();
            for (String pattern : OWN_CODE) {
                for (Resource resource : resolver.getResources(pattern)) {
                    hashes.add(hash(resource));
                }
            }
            hashes.sort(null);
            MessageDigest all = sha256();
            hashes.forEach(hash -> all.update(HexFormat.of().parseHex(hash)));
            return HexFormat.of().formatHex(all.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("reading our own code", e);
        }
    }

    private static String hash(Resource resource) throws IOException {
        try (InputStream in = resource.getInputStream()) {
            return HexFormat.of().formatHex(sha256().digest(in.readAllBytes()));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
