/// Real servers for the tests of all modules: start reading at [TestServers].
@NullMarked
package dev.kontor.local;

import org.jspecify.annotations.NullMarked;
