@NullMarked
package dev.kontor.query.web;

import org.jspecify.annotations.NullMarked;
