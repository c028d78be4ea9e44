/// What shall run: the immutable model of a pipeline. Start at [Pipeline].
@NullMarked
package dev.vifte.pipeline;

import org.jspecify.annotations.NullMarked;
