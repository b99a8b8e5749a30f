package dev.kontor.events.model;

import org.jspecify.annotations.Nullable;

/// Whose ids and accounts these are.
///
/// @param name 1 to 64 characters of `A-Z a-z 0-9 . _ -`
public record Tenant(String name) {
    /// The only tenant as long as there are no tokens.
    public static final Tenant DEFAULT = new Tenant("default");

    public Tenant {
        if (name.isEmpty() || name.length() > 64 || !Ascii.allMatch(name, Tenant::isAllowed)) {
            throw new IllegalArgumentException("not a tenant: " + name);
        }
    }

    private static boolean isAllowed(int c) {
        return Ascii.isAlphanumeric(c) || c == '.' || c == '_' || c == '-';
    }

    @Override
    public String toString() {
        return name;
    }

    // Written out, and so is the hash: see docs/performance.md.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Tenant(String its) && name.equals(its));
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
