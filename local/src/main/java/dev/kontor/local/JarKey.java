package dev.kontor.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// A short name for what is in a jar: the same for the same content, whenever it was built.
public final class JarKey {

    private static final int LENGTH = 16;

    /// @param context what else the key stands for
    public static String of(Path jar, List<String> context) throws IOException {
        StringBuilder content = new StringBuilder();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .forEach(entry ->
                            content.append(entry.getName())
                                    .append(' ')
                                    .append(entry.getSize())
                                    .append(' ')
                                    .append(entry.getCrc())
                                    .append('\n'));
        }
        context.forEach(each -> content.append(each).append('\n'));
        return hash(content.toString()).substring(0, LENGTH);
    }

    private static String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] bytes = digest.digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private JarKey() {}
}
