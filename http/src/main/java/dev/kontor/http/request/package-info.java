/// What requests carry beside their body: query parameters, `Prefer`, request ids.
@NullMarked
package dev.kontor.http.request;

import org.jspecify.annotations.NullMarked;
