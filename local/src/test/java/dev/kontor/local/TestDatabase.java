package dev.kontor.local;

/// A database with the roles and schemas of the services: `ledger`, `account` and `query`, each
/// schema owned by the role of the same name.
public record TestDatabase(String host, int port, String name) {

    /// The JDBC URL without a schema.
    public String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/%s".formatted(host, port, name);
    }

    /// The JDBC URL with a service's schema as the current one.
    public String jdbcUrl(String schema) {
        return jdbcUrl() + "?currentSchema=" + schema;
    }

    /// The role that owns a schema.
    public String username(String schema) {
        return schema;
    }

    /// The password of that role.
    public String password(String schema) {
        return schema;
    }
}
