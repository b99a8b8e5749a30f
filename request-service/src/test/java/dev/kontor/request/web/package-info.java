@NullMarked
package dev.kontor.request.web;

import org.jspecify.annotations.NullMarked;
