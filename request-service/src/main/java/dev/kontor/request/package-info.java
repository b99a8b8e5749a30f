/// Takes requests in, brings them to the log, and waits for what becomes of them.
@NullMarked
package dev.kontor.request;

import org.jspecify.annotations.NullMarked;
