/// What a node does, as Prometheus metrics. Start at [Metrics].
@NullMarked
package dev.vifte.metrics;

import org.jspecify.annotations.NullMarked;
