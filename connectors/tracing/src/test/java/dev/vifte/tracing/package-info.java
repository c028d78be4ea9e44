/// Tests of spans.
@NullMarked
package dev.vifte.tracing;

import org.jspecify.annotations.NullMarked;
