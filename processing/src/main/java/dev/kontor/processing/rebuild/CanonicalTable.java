package dev.kontor.processing.rebuild;

import java.util.List;

/// A table of which two states may hold the same in rows that are not the same: what it says is
/// compared instead, and not its rows. A service has such a bean for each such table; all other
/// tables are compared row by row, by their primary keys.
///
/// @param key the columns of `select` that name a row
/// @param columns the columns of `select` that are compared, those of the key among them
/// @param select makes of the table what two states must agree on
public record CanonicalTable(String table, List<String> key, List<String> columns, String select) {}
