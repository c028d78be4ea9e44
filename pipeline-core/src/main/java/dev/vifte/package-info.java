/// The framework's front doors: `Node` runs pipelines on a [Backend].
@NullMarked
package dev.vifte;

import org.jspecify.annotations.NullMarked;
