/// Errors as clients see them (RFC 9457): one list of codes, and one door through which they leave.
@NullMarked
package dev.kontor.http.problem;

import org.jspecify.annotations.NullMarked;
