@NullMarked
package dev.kontor.account.store;

import org.jspecify.annotations.NullMarked;
