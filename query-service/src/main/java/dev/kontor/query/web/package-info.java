/// The reading half of the HTTP API.
@NullMarked
package dev.kontor.query.web;

import org.jspecify.annotations.NullMarked;
