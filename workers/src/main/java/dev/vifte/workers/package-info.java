/// The shipped stages, a package for each kind. [MediaPipeline] puts them together.
@NullMarked
package dev.vifte.workers;

import org.jspecify.annotations.NullMarked;
