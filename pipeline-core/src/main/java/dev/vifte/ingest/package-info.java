/// The way in. Start at [Uploads]: bytes, intent, stored object, first tasks, accepted. What comes
/// from outside goes through [Arrivals].
@NullMarked
package dev.vifte.ingest;

import org.jspecify.annotations.NullMarked;
