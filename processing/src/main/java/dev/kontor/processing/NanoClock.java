package dev.kontor.processing;

import java.util.function.LongSupplier;

/// What intervals are measured with, in nanoseconds from some moment on. Tests put one in its place
/// that they can turn on.
@FunctionalInterface
interface NanoClock extends LongSupplier {}
