/// Stages that may hang or exhaust a JVM run in child JVMs. Start at [Isolated].
@NullMarked
package dev.vifte.isolate;

import org.jspecify.annotations.NullMarked;
