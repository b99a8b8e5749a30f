@NullMarked
package dev.kontor.account.domain;

import org.jspecify.annotations.NullMarked;
