package dev.kontor.query.web;

import dev.kontor.http.request.Cursor;
import dev.kontor.http.resource.Page;
import java.util.List;
import java.util.function.Function;

/// Makes pages of rows that were asked for with one more than the page takes.
final class Pages {
    private Pages() {}

    /// @param list names the list for its cursors
    /// @param place of a row in the list's order
    static <T, R> Page<R> of(
            List<T> rows,
            int limit,
            String list,
            Function<T, Cursor> place,
            Function<T, R> resource) {
        List<T> shown = rows.size() > limit ? rows.subList(0, limit) : rows;
        String next = rows.size() > limit ? place.apply(shown.getLast()).encode(list) : null;
        return new Page<>(shown.stream().map(resource).toList(), next);
    }
}
