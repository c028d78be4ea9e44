/// Immutable bytes and where they lie. Start at [ObjectStore].
@NullMarked
package dev.vifte.object;

import org.jspecify.annotations.NullMarked;
