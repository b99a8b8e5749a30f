/// `GET /v1/status`: where each partition of a service stands.
@NullMarked
package dev.kontor.http.status;

import org.jspecify.annotations.NullMarked;
