/// The accounts of one partition as a state machine, and nothing else: no I/O, no clock.
@NullMarked
package dev.kontor.account.domain;

import org.jspecify.annotations.NullMarked;
