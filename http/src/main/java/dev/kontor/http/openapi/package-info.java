/// The OpenAPI document and its try-it page, for services that bring springdoc.
@NullMarked
package dev.kontor.http.openapi;

import org.jspecify.annotations.NullMarked;
