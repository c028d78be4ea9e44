/// The way in. Start at [Uploads]: bytes, intent, stored object, first tasks, accepted.
@NullMarked
package dev.vifte.ingest;

import org.jspecify.annotations.NullMarked;
