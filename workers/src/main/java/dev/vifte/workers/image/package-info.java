/// The stage `image/resize`. Start at [Resize].
@NullMarked
package dev.vifte.workers.image;

import org.jspecify.annotations.NullMarked;
