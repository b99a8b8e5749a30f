package dev.kontor.local;

/// PostgreSQL as the tests were given it.
record RunningPostgres(Server server, PostgresServer asSuperuser) {}
