/// Writes over HTTP: single ones, and streams of them.
@NullMarked
package dev.kontor.request.web;

import org.jspecify.annotations.NullMarked;
