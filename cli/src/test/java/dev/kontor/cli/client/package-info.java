@NullMarked
package dev.kontor.cli.client;

import org.jspecify.annotations.NullMarked;
