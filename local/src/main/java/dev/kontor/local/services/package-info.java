/// The services of Kontor as their users run them: from their jars, in processes of their own. For
/// whoever starts a whole Kontor to test or to measure it.
@NullMarked
package dev.kontor.local.services;

import org.jspecify.annotations.NullMarked;
