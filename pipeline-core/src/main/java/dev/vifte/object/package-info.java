/// Immutable bytes and where they lie. Start at [ObjectStore]; [Buckets] are those of others.
@NullMarked
package dev.vifte.object;

import org.jspecify.annotations.NullMarked;
