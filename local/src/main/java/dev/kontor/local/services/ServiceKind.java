package dev.kontor.local.services;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The services of Kontor, in an order in which each knows those that it has to name.
public enum ServiceKind {
    QUERY_SERVICE("dev.kontor.query.QueryServiceApplication", "query"),
    LEDGER_PROCESSOR("dev.kontor.ledger.LedgerProcessorApplication", "ledger"),
    ACCOUNT_SERVICE("dev.kontor.account.AccountServiceApplication", "account"),
    REQUEST_SERVICE("dev.kontor.request.RequestServiceApplication", null);

    private final String mainClass;
    private final @Nullable String schema;

    ServiceKind(String mainClass, @Nullable String schema) {
        this.mainClass = mainClass;
        this.schema = schema;
    }

    String mainClass() {
        return mainClass;
    }

    /// The name of its module, which is that of its jar.
    public String module() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Its jar, as the build makes it.
    ///
    /// @param build where Kontor was built
    /// @throws IllegalStateException if it was not
    public Path jar(Path build) {
        Path jar = build.resolve(module()).resolve("target").resolve(module() + "-exec.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing: build it with `mvn package`");
        }
        return jar;
    }

    /// The schema of the database that is its own, and the role that owns it; the password is the
    /// same word where nobody says otherwise.
    public Optional<String> schema() {
        return Optional.ofNullable(schema);
    }
}
