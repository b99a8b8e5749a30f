@NullMarked
package dev.kontor.account;

import org.jspecify.annotations.NullMarked;
