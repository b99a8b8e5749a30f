/// The HTTP API as its clients use it: single requests ([dev.kontor.cli.client.Api]) and the bulk
/// endpoint ([dev.kontor.cli.client.BulkLoad]).
@NullMarked
package dev.kontor.cli.client;

import org.jspecify.annotations.NullMarked;
