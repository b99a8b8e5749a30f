/// The log as request-service uses it: appends, what it knows of accounts, and the answers it
/// awaits.
@NullMarked
package dev.kontor.request.stream;

import org.jspecify.annotations.NullMarked;
