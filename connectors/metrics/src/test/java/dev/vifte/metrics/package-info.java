/// The text that Prometheus reads.
@NullMarked
package dev.vifte.metrics;

import org.jspecify.annotations.NullMarked;
