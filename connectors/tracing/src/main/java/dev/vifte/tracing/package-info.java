/// Traces for OpenTelemetry. Start at [Tracing].
@NullMarked
package dev.vifte.tracing;

import org.jspecify.annotations.NullMarked;
