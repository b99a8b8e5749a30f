/// Transfers and accounts as the API shows them.
@NullMarked
package dev.kontor.http.resource;

import org.jspecify.annotations.NullMarked;
