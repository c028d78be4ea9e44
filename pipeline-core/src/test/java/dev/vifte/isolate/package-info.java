/// Real child JVMs with stages that misbehave. Start at [IsolatedTest].
@NullMarked
package dev.vifte.isolate;

import org.jspecify.annotations.NullMarked;
