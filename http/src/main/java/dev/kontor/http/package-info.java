/// The HTTP conventions that all services of Kontor share.
@NullMarked
package dev.kontor.http;

import org.jspecify.annotations.NullMarked;
