/// The schema `query`: what the projections write and what the API reads.
///
/// Writing goes through the transaction of the processor, in batches; reading through connections
/// of its own ([ReadPool]), each answer from one snapshot.
@NullMarked
package dev.kontor.query.store;

import org.jspecify.annotations.NullMarked;
